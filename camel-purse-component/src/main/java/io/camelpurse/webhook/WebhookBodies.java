package io.camelpurse.webhook;

import io.camelpurse.client.CallFailures;
import io.camelpurse.client.TimeSource;
import io.camelpurse.message.Validated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.spi.ExecutorServiceManager;

/**
 * The bodies that are still arriving, if the engine does not read them itself. A request takes no permit before its
 * body has arrived: otherwise a few senders that send a byte now and then could take all permits.
 */
public final class WebhookBodies {

    private static final String NAME = "PurseWebhookBodies";
    private static final boolean SERVLET_API = isPresent("jakarta.servlet.ReadListener");

    private final ExecutorServiceManager executors;
    private final ScheduledExecutorService timer;
    private final int limit;
    private final Duration longestArrival;
    private final TimeSource time;
    private final Set<CompletableFuture<Validated<byte[], WebhookRejection>>> arriving = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** @param webhookMaxBodySize one byte more is read, to see that a body is too large */
    WebhookBodies(
            CamelContext context, Object owner, int webhookMaxBodySize, Duration longestArrival, TimeSource time) {
        this.longestArrival = longestArrival;
        this.time = time;
        this.executors = context.getExecutorServiceManager();
        this.timer = executors.newSingleThreadScheduledExecutor(owner, NAME);
        this.limit = webhookMaxBodySize + 1;
    }

    /**
     * Reads the body into memory, on no thread if the engine supports that, otherwise on the engine's own, which has
     * nothing else to do until the response is known.
     *
     * @return the reason for which the request is rejected, or empty; never fails
     */
    CompletableFuture<Optional<WebhookRejection>> inMemory(Exchange http) {
        Message message = http.getMessage();
        Object body;
        try {
            body = message.getBody();
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(Optional.of(WebhookRejection.UNREADABLE));
        }
        if (!(body instanceof InputStream stream) || body instanceof StreamCache) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return bytes(stream)
                .thenApply(arrived -> arrived.<Optional<WebhookRejection>>fold(
                        bytes -> {
                            message.setBody(bytes);
                            return Optional.empty();
                        },
                        Optional::of))
                .exceptionally(failure -> Optional.of(
                        CallFailures.rootOf(failure) instanceof Error
                                ? WebhookRejection.BUSY
                                : WebhookRejection.UNREADABLE));
    }

    private CompletableFuture<Validated<byte[], WebhookRejection>> bytes(InputStream stream) {
        CompletableFuture<Validated<byte[], WebhookRejection>> arrived = new CompletableFuture<>();
        try {
            if (SERVLET_API && ServletBody.take(stream, limit, arrived)) {
                limitArrival(arrived);
            } else {
                arrived.complete(read(stream));
            }
        } catch (IOException | RuntimeException | Error e) {
            arrived.completeExceptionally(e);
        }
        return arrived;
    }

    private void limitArrival(CompletableFuture<Validated<byte[], WebhookRejection>> arrived) {
        arriving.add(arrived);
        arrived.whenComplete((bytes, failure) -> arriving.remove(arrived));
        try {
            Future<?> end = timer.schedule(
                    () -> arrived.complete(Validated.rejected(WebhookRejection.BODY_TIMEOUT)),
                    longestArrival.toMillis(),
                    TimeUnit.MILLISECONDS);
            arrived.whenComplete((bytes, failure) -> end.cancel(false));
        } catch (RejectedExecutionException e) {
            rejectSuspended(arrived);
        }
        if (stopped) {
            rejectSuspended(arrived);
        }
    }

    /** Checks the time after each read; if no byte arrives at all, the engine's own timeout ends the read. */
    private Validated<byte[], WebhookRejection> read(InputStream stream) throws IOException {
        long begin = time.nanoTime();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (bytes.size() < limit) {
            int read = stream.read(buffer, 0, Math.min(buffer.length, limit - bytes.size()));
            if (read < 0) {
                break;
            }
            bytes.write(buffer, 0, read);
            if (stopped) {
                return Validated.rejected(WebhookRejection.SUSPENDED);
            }
            if (time.nanoTime() - begin > longestArrival.toNanos()) {
                return Validated.rejected(WebhookRejection.BODY_TIMEOUT);
            }
        }
        return Validated.valid(bytes.toByteArray());
    }

    /** Requests whose body is still arriving are redelivered, to another node or to this one after its restart. */
    void stop() {
        stopped = true;
        arriving.forEach(WebhookBodies::rejectSuspended);
        executors.shutdownNow(timer);
    }

    private static void rejectSuspended(CompletableFuture<Validated<byte[], WebhookRejection>> arrived) {
        arrived.complete(Validated.rejected(WebhookRejection.SUSPENDED));
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, WebhookBodies.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}
