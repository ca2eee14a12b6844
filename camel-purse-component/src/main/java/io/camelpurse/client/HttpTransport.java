package io.camelpurse.client;

import io.camelpurse.client.BoundedResponseConsumer.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one request once, without a thread that waits, and says of a failure how far the request got.
 */
final class HttpTransport {

    private final CloseableHttpAsyncClient client;
    private final Timer timer;
    private final Optional<Duration> connectionRequestTimeout;
    private final RequestConfig requestConfig;
    private final int maxResponseSize;

    HttpTransport(
            CloseableHttpAsyncClient client,
            Timer timer,
            Duration responseTimeout,
            Optional<Duration> connectionRequestTimeout,
            int maxResponseSize) {
        this.client = client;
        this.timer = timer;
        this.connectionRequestTimeout = connectionRequestTimeout;
        this.maxResponseSize = maxResponseSize;
        this.requestConfig = RequestConfig.custom()
                .setResponseTimeout(Timeout.of(responseTimeout))
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setHardCancellationEnabled(true)
                .build();
    }

    /**
     * @param entity the body, or {@code null} for none
     * @return the answer, whatever its status; fails with {@link CallFailedException} and nothing else
     */
    CompletableFuture<Answer> send(
            String method, URI uri, List<Header> headers, TrackedEntity entity, Deadline deadline) {
        if (deadline.isOver()) {
            return CompletableFuture.failedFuture(
                    CallFailedException.notExecuted("totalTimeout was over before the request could be sent", null));
        }
        if (timer.isStopped()) {
            return CompletableFuture.failedFuture(Timer.stopping());
        }
        BasicHttpRequest request = new BasicHttpRequest(method, uri);
        headers.forEach(request::addHeader);
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(requestConfig);

        Exchange exchange = new Exchange(uri, entity, secrets(headers), context);
        try {
            Future<?> execution = client.execute(
                    new BasicRequestProducer(request, entity),
                    new BoundedResponseConsumer(maxResponseSize),
                    null,
                    context,
                    exchange);
            exchange.endAt(deadline, execution);
        } catch (RuntimeException e) {
            exchange.failed(e);
        }
        return exchange.answer;
    }

    private static List<String> secrets(List<Header> headers) {
        return headers.stream()
                .filter(MaskedHeader.class::isInstance)
                .flatMap(header -> ((MaskedHeader) header).secrets().stream())
                .toList();
    }

    private final class Exchange implements FutureCallback<Answer> {

        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final URI uri;
        private final TrackedEntity entity;
        private final List<String> secrets;
        private final HttpClientContext context;

        Exchange(URI uri, TrackedEntity entity, List<String> secrets, HttpClientContext context) {
            this.uri = uri;
            this.entity = entity;
            this.secrets = secrets;
            this.context = context;
        }

        void endAt(Deadline deadline, Future<?> execution) {
            timer.endAt(
                    deadline,
                    answer,
                    () -> {
                        failed("no answer from " + origin() + " before totalTimeout was over", null);
                        execution.cancel(true);
                    },
                    () -> {
                        cancelled();
                        execution.cancel(true);
                    });
            connectionRequestTimeout.ifPresent(timeout -> timer.after(timeout, answer, () -> {
                if (CallRoute.waitsForConnection(context)) {
                    failed(new ConnectionRequestTimeoutException("No connection was free in time"));
                    execution.cancel(true);
                }
            }));
        }

        @Override
        public void completed(Answer result) {
            if (result.head().getCode() >= HttpStatus.SC_REDIRECTION && isOfProxy()) {
                failed(
                        "the proxy refused the way to " + origin() + " with status "
                                + result.head().getCode(),
                        null);
                return;
            }
            Answer decoded;
            try {
                decoded = ContentDecoding.decode(result, maxResponseSize);
            } catch (IOException e) {
                failed(e);
                return;
            }
            answer.complete(decoded.hiding(secrets));
        }

        @Override
        public void failed(Exception cause) {
            failed(describe(cause), cause);
        }

        @Override
        public void cancelled() {
            failed("the call was ended because the component is stopping", null);
        }

        private void failed(String message, Exception cause) {
            if (answer.isDone()) {
                return;
            }
            answer.completeExceptionally(
                    neverLeft(cause)
                            ? CallFailedException.notExecuted(message, cause)
                            : CallFailedException.maybeExecuted(message, cause));
        }

        /** HttpClient hands on a proxy's refusal to make a tunnel as if it were the server's answer. */
        private boolean isOfProxy() {
            return entity != null && CallRoute.isTunnelled(context) && entity.withdraw();
        }

        private boolean neverLeft(Exception cause) {
            return entity != null && entity.withdraw()
                    || cause instanceof RequestNotExecutedException
                    || cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException;
        }

        private String describe(Exception cause) {
            if (cause instanceof ResponseTooLargeException) {
                return cause.getMessage();
            }
            if (cause instanceof IOException) {
                return "no answer from " + origin() + ": " + cause.getClass().getSimpleName() + ": "
                        + cause.getMessage();
            }
            return "no answer from " + origin() + ": " + cause;
        }

        private String origin() {
            return uri.getScheme() + "://" + uri.getRawAuthority();
        }
    }
}
