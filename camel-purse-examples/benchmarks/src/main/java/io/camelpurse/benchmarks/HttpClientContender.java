package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** HttpClient alone, with what it does for each call switched off that a payment does not need. */
final class HttpClientContender implements Contender {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final int callingThreads;
    private final CloseableHttpAsyncClient client;
    private final ExecutorService worker;
    private final Consumer<String> reading;
    private final Upstream upstream;
    private final String accessToken;

    /**
     * @param worker  where a response is read, or {@code null} for the thread that received it
     * @param reading reads a response
     */
    private HttpClientContender(
            String name,
            Upstream upstream,
            int callingThreads,
            int connections,
            String accessToken,
            ExecutorService worker,
            Consumer<String> reading) {
        this.name = name;
        this.upstream = upstream;
        this.callingThreads = callingThreads;
        this.accessToken = accessToken;
        this.worker = worker;
        this.reading = reading;
        this.client = HttpAsyncClientBuilder.create()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableConnectionState()
                .build();
        client.start();
    }

    /** A text out, a text in: what nobody can do without. */
    static HttpClientContender text(Upstream upstream, int callingThreads, int connections, String accessToken) {
        return new HttpClientContender(
                "HttpClient, text", upstream, callingThreads, connections, accessToken, null, text -> {});
    }

    /** And the response is parsed, on the thread that received it. */
    static HttpClientContender tree(Upstream upstream, int callingThreads, int connections, String accessToken) {
        return new HttpClientContender(
                "HttpClient, tree",
                upstream,
                callingThreads,
                connections,
                accessToken,
                null,
                HttpClientContender::parse);
    }

    /** And the response is parsed on another thread, where a route may go on. */
    static HttpClientContender treeOnWorker(
            Upstream upstream, int callingThreads, int connections, String accessToken) {
        return new HttpClientContender(
                "HttpClient, tree, worker thread",
                upstream,
                callingThreads,
                connections,
                accessToken,
                Executors.newFixedThreadPool(16),
                HttpClientContender::parse);
    }

    private static void parse(String text) {
        try {
            JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int callingThreads() {
        return callingThreads;
    }

    @Override
    public void call(Capture capture, Consumer<Exception> done) {
        BasicHttpRequest request = new BasicHttpRequest(
                "POST", URI.create(upstream.apiUrl() + "/v2/payments/" + capture.paymentId() + "/captures"));
        request.addHeader("Authorization", "Bearer " + accessToken);
        request.addHeader("Accept", "application/json, application/problem+json");
        request.addHeader("x-idempotency-key", capture.reference());
        client.execute(
                new BasicRequestProducer(
                        request, new StringAsyncEntityProducer(capture.json(), ContentType.APPLICATION_JSON)),
                new BasicResponseConsumer<>(new StringAsyncEntityConsumer()),
                new FutureCallback<Message<HttpResponse, String>>() {
                    @Override
                    public void completed(Message<HttpResponse, String> response) {
                        Executor executor = worker == null ? Runnable::run : worker;
                        executor.execute(() -> done.accept(read(response)));
                    }

                    @Override
                    public void failed(Exception failure) {
                        done.accept(failure);
                    }

                    @Override
                    public void cancelled() {
                        done.accept(new IllegalStateException("cancelled"));
                    }
                });
    }

    private Exception read(Message<HttpResponse, String> response) {
        if (response.getHead().getCode() / 100 != 2) {
            return new IllegalStateException("status " + response.getHead().getCode());
        }
        try {
            reading.accept(response.getBody());
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
        if (worker != null) {
            worker.shutdown();
        }
    }
}
