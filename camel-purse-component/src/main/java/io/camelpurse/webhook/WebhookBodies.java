package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.webhook.WebhookRequest.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
 * The bodies that are still arriving, where the engine does not wait for them itself. A webhook takes no place before its
 * body is there: otherwise as many senders that send a byte now and then as there are places would keep all others out.
 */
public final class WebhookBodies {

    /** Longer than a megabyte takes on a slow line. */
    static final Duration LONGEST_ARRIVAL = Duration.ofSeconds(10);

    private static final String NAME = "PurseWebhookBodies";
    private static final boolean SERVLET_API = isPresent("jakarta.servlet.ReadListener");

    private final ExecutorServiceManager executors;
    private final ScheduledExecutorService timer;
    private final int limit;
    private final TimeSource time;
    private final Set<CompletableFuture<byte[]>> arriving = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** @param webhookMaxBodySize one byte more is read, to see that it is too much */
    WebhookBodies(CamelContext context, Object owner, int webhookMaxBodySize, TimeSource time) {
        this.time = time;
        this.executors = context.getExecutorServiceManager();
        this.timer = executors.newSingleThreadScheduledExecutor(owner, NAME);
        this.limit = Math.min(webhookMaxBodySize, Integer.MAX_VALUE - 9) + 1;
    }

    /**
     * Waits until the body is in memory, on no thread if the engine can do without, otherwise on the engine's own, which
     * has nothing else to do until the response is known.
     *
     * @return ends with {@link Refused} if the body does not arrive in time
     */
    CompletableFuture<Void> inMemory(Exchange http) {
        Message message = http.getMessage();
        Object body;
        try {
            body = message.getBody();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new Refused(WebhookRejection.UNREADABLE));
        }
        return body instanceof InputStream stream && !(body instanceof StreamCache)
                ? bytes(stream).thenAccept(message::setBody)
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<byte[]> bytes(InputStream stream) {
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        try {
            if (SERVLET_API && ServletBody.take(stream, limit, arrived)) {
                limit(arrived);
            } else {
                arrived.complete(read(stream));
            }
        } catch (Refused e) {
            arrived.completeExceptionally(e);
        } catch (IOException | RuntimeException e) {
            arrived.completeExceptionally(new Refused(WebhookRejection.UNREADABLE));
        } catch (Error noThreadForTheTimer) {
            arrived.completeExceptionally(new Refused(WebhookRejection.BUSY));
        }
        return arrived;
    }

    private void limit(CompletableFuture<byte[]> arrived) {
        arriving.add(arrived);
        arrived.whenComplete((bytes, failure) -> arriving.remove(arrived));
        try {
            Future<?> end = timer.schedule(
                    () -> arrived.completeExceptionally(new Refused(WebhookRejection.BODY_TIMEOUT)),
                    LONGEST_ARRIVAL.toMillis(),
                    TimeUnit.MILLISECONDS);
            arrived.whenComplete((bytes, failure) -> end.cancel(false));
        } catch (RejectedExecutionException e) {
            refuse(arrived);
        }
        if (stopped) {
            refuse(arrived);
        }
    }

    /** Each byte is a moment to look at the time; that none comes at all is the engine's own timeout. */
    private byte[] read(InputStream stream) throws IOException, Refused {
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
                throw new Refused(WebhookRejection.SUSPENDED);
            }
            if (time.nanoTime() - begin > LONGEST_ARRIVAL.toNanos()) {
                throw new Refused(WebhookRejection.BODY_TIMEOUT);
            }
        }
        return bytes.toByteArray();
    }

    /** What is still arriving is redelivered to whoever is there then. */
    void stop() {
        stopped = true;
        arriving.forEach(WebhookBodies::refuse);
        executors.shutdownNow(timer);
    }

    private static void refuse(CompletableFuture<byte[]> arrived) {
        arrived.completeExceptionally(new Refused(WebhookRejection.SUSPENDED));
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
