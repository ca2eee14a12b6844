package io.camelpurse.webhook;

import io.camelpurse.metrics.Metrics;
import io.camelpurse.metrics.PurseMeter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What a webhook endpoint has received since it was created, for JMX, the developer console and Micrometer. */
public final class WebhookCounters {

    private final LongAdder processed = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder routeFailures = new LongAdder();
    private final Map<WebhookRejection, LongAdder> rejected = new EnumMap<>(WebhookRejection.class);
    private final Supplier<Metrics> metrics;
    private volatile Instant lastReceived;

    /** @param metrics where the results are counted besides */
    public WebhookCounters(Supplier<Metrics> metrics) {
        this.metrics = metrics;
        for (WebhookRejection reason : WebhookRejection.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    /** A request that carried the token. */
    void received(Instant now) {
        lastReceived = now;
    }

    /** Each request ends once. */
    void ended(Optional<WebhookResource> resource, WebhookOutcome outcome) {
        outcome.report().accept(this);
        metrics.get()
                .count(PurseMeter.WEBHOOKS, resource.map(WebhookResource::tag).orElse("unknown"), outcome.result());
    }

    void processed() {
        processed.increment();
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

    void rejected(WebhookRejection reason) {
        rejected.get(reason).increment();
    }

    public long processedCount() {
        return processed.sum();
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

    /** Of the reasons that occurred, by name. */
    public Map<String, Long> rejectedCounts() {
        Map<String, Long> counts = new TreeMap<>();
        rejected.forEach((reason, count) -> {
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
