package io.camelpurse;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What a webhook endpoint has heard since it was made, for JMX and the dev console. */
final class WebhookCounters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder routeFailures = new LongAdder();
    private final Map<WebhookRefusal, LongAdder> refused = new EnumMap<>(WebhookRefusal.class);
    private volatile Instant lastReceived;

    WebhookCounters() {
        for (WebhookRefusal reason : WebhookRefusal.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /** A call that carried the secret. */
    void heard(Instant now) {
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

    void refused(WebhookRefusal reason) {
        refused.get(reason).increment();
    }

    long acceptedCount() {
        return accepted.sum();
    }

    long duplicateCount() {
        return duplicates.sum();
    }

    long staleCount() {
        return stale.sum();
    }

    long routeFailureCount() {
        return routeFailures.sum();
    }

    /** By the name of the reason, those that occurred. */
    Map<String, Long> refusedCounts() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((reason, count) -> {
            if (count.sum() > 0) {
                counts.put(reason.name(), count.sum());
            }
        });
        return counts;
    }

    /** {@code null} if nothing was heard. */
    Instant lastReceived() {
        return lastReceived;
    }
}
