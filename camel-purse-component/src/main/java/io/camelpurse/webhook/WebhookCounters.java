package io.camelpurse.webhook;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What a webhook endpoint has received since it was created, for JMX and the dev console. */
public final class WebhookCounters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder routeFailures = new LongAdder();
    private final Map<WebhookRejection, LongAdder> refused = new EnumMap<>(WebhookRejection.class);
    private volatile Instant lastReceived;

    public WebhookCounters() {
        for (WebhookRejection reason : WebhookRejection.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /** A call that carried the secret. */
    void received(Instant now) {
        lastReceived = now;
    }

    void accepted() {
        accepted.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void stale() {
        stale.increment();
    }

    void routeFailed() {
        routeFailures.increment();
    }

    void refused(WebhookRejection reason) {
        refused.get(reason).increment();
    }

    public long processedCount() {
        return accepted.sum();
    }

    public long duplicateCount() {
        return duplicates.sum();
    }

    public long staleCount() {
        return stale.sum();
    }

    public long routeFailureCount() {
        return routeFailures.sum();
    }

    /** By the name of the reason, those that occurred. */
    public Map<String, Long> rejectedCounts() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((reason, count) -> {
            if (count.sum() > 0) {
                counts.put(reason.name(), count.sum());
            }
        });
        return counts;
    }

    /** {@code null} if nothing was received. */
    public Instant lastReceived() {
        return lastReceived;
    }
}
