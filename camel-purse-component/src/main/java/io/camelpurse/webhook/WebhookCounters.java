package io.camelpurse.webhook;

import io.camelpurse.metrics.Metrics;
import io.camelpurse.metrics.PurseMeter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What a webhook endpoint, or all of a component, have received since they were created. */
public final class WebhookCounters {

    private static final String UNREAD = "unknown";

    private final WebhookCounters total;
    private final Map<String, Map<WebhookResult, LongAdder>> results = new TreeMap<>();
    private final Map<WebhookRejection, LongAdder> rejected = counters(WebhookRejection.class);
    private volatile Instant lastReceived;

    /** Creates those of a component. */
    public WebhookCounters() {
        this(null);
    }

    private WebhookCounters(WebhookCounters total) {
        this.total = total;
        for (WebhookResource resource : WebhookResource.values()) {
            results.put(resource.tag(), counters(WebhookResult.class));
        }
        results.put(UNREAD, counters(WebhookResult.class));
    }

    private static <T extends Enum<T>> Map<T, LongAdder> counters(Class<T> type) {
        Map<T, LongAdder> counters = new EnumMap<>(type);
        for (T value : type.getEnumConstants()) {
            counters.put(value, new LongAdder());
        }
        return counters;
    }

    /** Creates those of an endpoint. These count the same requests. */
    public WebhookCounters ofEndpoint() {
        return new WebhookCounters(this);
    }

    /** Shows each counter, those at 0 too: a monitoring system sees only a change of what it has seen before. */
    public void show(Metrics metrics) {
        results.forEach((resource, counts) -> counts.forEach(
                (result, count) -> metrics.watch(PurseMeter.WEBHOOKS, count::sum, result.tag(), resource)));
        rejected.forEach((reason, count) -> metrics.watch(PurseMeter.WEBHOOK_REJECTIONS, count::sum, reason.tag()));
    }

    /** A request that carried the token. */
    void received(Instant now) {
        count(counters -> counters.lastReceived = now);
    }

    /** Each request ends once. */
    void ended(Optional<WebhookResource> resource, WebhookOutcome outcome) {
        String name = resource.map(WebhookResource::tag).orElse(UNREAD);
        count(counters -> {
            counters.results.get(name).get(outcome.result()).increment();
            outcome.rejection()
                    .ifPresent(reason -> counters.rejected.get(reason).increment());
        });
    }

    private void count(Consumer<WebhookCounters> change) {
        change.accept(this);
        if (total != null) {
            change.accept(total);
        }
    }

    public long processedCount() {
        return count(WebhookResult.PROCESSED);
    }

    public long duplicateCount() {
        return count(WebhookResult.DUPLICATE);
    }

    public long staleCount() {
        return count(WebhookResult.STALE);
    }

    public long routeFailureCount() {
        return count(WebhookResult.ROUTE_FAILED);
    }

    /** Notifications that failed otherwise, before or after the route. */
    public long failureCount() {
        return count(WebhookResult.FAILED);
    }

    private long count(WebhookResult result) {
        return results.values().stream()
                .mapToLong(counts -> counts.get(result).sum())
                .sum();
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
