package io.camelpurse.client;

import io.camelpurse.client.OpenCalls.ExpiringCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.util.Timeout;

/** Sends one request once, without a thread that waits, and reports how far a failed request got. */
final class HttpTransport implements Transport {

    private static final String STOPPING = "the call was ended because the component is stopping";

    /**
     * What is not ended at the deadline, since there is no means to do so, ends by HttpClient's own timeouts that late.
     */
    static final Duration BEHIND_THE_DEADLINE = Duration.ofMillis(500);

    private final CloseableHttpAsyncClient client;
    private final CallTimer timer;
    private final Optional<Duration> connectionRequestTimeout;
    private final Duration responseTimeout;
    private final RequestConfig usualConfig;
    private final int maxResponseSize;

    HttpTransport(
            CloseableHttpAsyncClient client,
            CallTimer timer,
            Duration responseTimeout,
            Optional<Duration> connectionRequestTimeout,
            int maxResponseSize) {
        this.client = client;
        this.timer = timer;
        this.connectionRequestTimeout = connectionRequestTimeout;
        this.maxResponseSize = maxResponseSize;
        this.responseTimeout = responseTimeout;
        this.usualConfig = requestConfig(responseTimeout.toMillis());
    }

    @Override
    public CompletableFuture<RawResponse> send(TransportRequest call, Deadline deadline) {
        if (deadline.hasExpired()) {
            return CompletableFuture.failedFuture(CallTimer.tooLate());
        }
        if (timer.isStopped()) {
            return CompletableFuture.failedFuture(CallTimer.stopping());
        }
        BasicHttpRequest request = new BasicHttpRequest(call.method(), call.uri());
        call.headers().forEach(request::addHeader);
        TrackedEntity entity = call.body() == null ? null : new TrackedEntity(call.body(), call.contentType());
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(requestConfig(deadline));
        TransportCall sent = new TransportCall(call, entity, CallConnection.in(context, deadline), deadline);
        sent.track();
        sent.start(request, context);
        return sent.response;
    }

    private RequestConfig requestConfig(Deadline deadline) {
        long left = deadline.leftMillis() + BEHIND_THE_DEADLINE.toMillis();
        return left < responseTimeout.toMillis() ? requestConfig(left) : usualConfig;
    }

    private static RequestConfig requestConfig(long responseTimeoutMillis) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(responseTimeoutMillis))
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setHardCancellationEnabled(true)
                .build();
    }

    /**
     * One of completing, failing and being ended comes first, and decides; nothing of it is sent or received any more
     * when the caller learns of it.
     */
    private final class TransportCall implements FutureCallback<RawResponse>, ExpiringCall {

        private final CompletableFuture<RawResponse> response = new CompletableFuture<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final TransportRequest call;
        private final TrackedEntity entity;
        private final CallConnection connection;
        private final Deadline deadline;
        private volatile Optional<Deadline> connectionDeadline = connectionRequestTimeout.map(timer::deadlineIn);
        private volatile Future<?> execution;

        TransportCall(TransportRequest call, TrackedEntity entity, CallConnection connection, Deadline deadline) {
            this.call = call;
            this.entity = entity;
            this.connection = connection;
            this.deadline = deadline;
        }

        void track() {
            response.whenComplete((result, failure) -> {
                if (response.isCancelled()) {
                    fail("nobody waits for the response any more", null);
                }
            });
            timer.track(this, response);
        }

        void start(BasicHttpRequest request, HttpClientContext context) {
            if (response.isDone()) {
                return;
            }
            try {
                execution = client.execute(
                        new BasicRequestProducer(request, entity),
                        new BoundedResponseConsumer(maxResponseSize, ended::get),
                        null,
                        context,
                        this);
            } catch (RuntimeException e) {
                failed(e);
            }
            if (response.isCompletedExceptionally()) {
                // It was ended before there was anything to end.
                close();
            }
        }

        @Override
        public void completed(RawResponse result) {
            if (result.head().getCode() >= HttpStatus.SC_REDIRECTION && isOfProxy()) {
                fail(
                        "the proxy rejected the connection to " + origin() + " with status "
                                + result.head().getCode(),
                        null);
                return;
            }
            RawResponse decoded;
            try {
                decoded = ContentDecoding.decode(result, maxResponseSize);
            } catch (IOException e) {
                failed(e);
                return;
            }
            if (ended.compareAndSet(false, true)) {
                try {
                    if (entity != null && !entity.isSent()) {
                        // HttpClient would go on sending the request, however long the server takes to read it.
                        close();
                    }
                } finally {
                    response.complete(decoded);
                }
            }
        }

        @Override
        public void failed(Exception cause) {
            String reason = "no response from " + origin() + ": " + TransportFailure.describe(cause);
            fail(timer.isStopped() ? STOPPING : reason, cause);
        }

        @Override
        public void cancelled() {
            fail(STOPPING, null);
        }

        @Override
        public void withdraw() {
            connection.withdraw();
            if (entity != null) {
                entity.withdraw();
            }
        }

        @Override
        public void end() {
            fail(STOPPING, null);
        }

        @Override
        public Deadline nextCheck() {
            return connectionDeadline.filter(check -> check.isBefore(deadline)).orElse(deadline);
        }

        @Override
        public void endIfExpired() {
            if (deadline.hasExpired()) {
                fail("no response from " + origin() + " before totalTimeout expired", null);
            } else if (connectionDeadline.filter(Deadline::hasExpired).isPresent()) {
                if (connection.waitsForConnection()) {
                    failed(new ConnectionRequestTimeoutException("No connection was free in time"));
                } else {
                    // A proxy that asks for credentials may make it wait for another one.
                    connectionDeadline = connectionRequestTimeout.map(timer::deadlineIn);
                }
            }
        }

        private void fail(String message, Exception cause) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            boolean neverLeft = neverLeft(cause);
            try {
                close();
            } finally {
                Exception place = cause instanceof RuntimeException ? new SanitizedException(cause) : null;
                response.completeExceptionally(
                        neverLeft
                                ? CallFailedException.notExecuted(message, place)
                                : CallFailedException.outcomeUnknown(message, place));
            }
        }

        /** Ends the call: the connection is closed, and its place in the pool is free. */
        private void close() {
            connection.end();
            Future<?> current = execution;
            if (current != null) {
                // For a client that was passed in, which does not know the connection.
                current.cancel(true);
            }
        }

        /** HttpClient passes a proxy's rejection of a tunnel as if it were the server's response. */
        private boolean isOfProxy() {
            return entity != null && connection.isTunnelled() && entity.withdraw();
        }

        /** A body that a connection has asked for may have arrived, whatever exception came out. */
        private boolean neverLeft(Exception cause) {
            boolean withdrawn = connection.withdraw();
            if (entity != null) {
                return entity.withdraw() || cause instanceof RequestNotExecutedException;
            }
            return withdrawn
                    || cause instanceof RequestNotExecutedException
                    || cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException;
        }

        private String origin() {
            String authority = call.uri().getRawAuthority();
            return call.uri().getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1);
        }
    }
}
