package io.camelpurse.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The outcome of a webhook request: the HTTP response to it, and how it is counted. A failure is logged where it
 * occurs.
 *
 * @param status     of the response: the sender should redeliver after 5xx, and not after 2xx and 4xx
 * @param retryAfter whether the response asks the sender to retry soon
 * @param result     as a value of a tag
 * @param rejection  why the request was rejected, if it was
 * @param report     counts it
 */
record WebhookOutcome(
        int status,
        boolean retryAfter,
        String result,
        Optional<WebhookRejection> rejection,
        Consumer<WebhookCounters> report) {

    /** The notification was received; its route begins now. */
    static final WebhookOutcome RECEIVED = of(200, "received", counters -> {});

    /** The route has processed the notification. */
    static final WebhookOutcome PROCESSED = of(200, "processed", WebhookCounters::processed);

    /** The notification was processed before. */
    static final WebhookOutcome DUPLICATE = of(200, "duplicate", WebhookCounters::duplicate);

    /** A notification with a higher version of the resource was processed before. */
    static final WebhookOutcome STALE = of(200, "stale", WebhookCounters::stale);

    /** The route failed, was marked for rollback, or has not ended in time. */
    static final WebhookOutcome ROUTE_FAILED = of(500, "route_failed", WebhookCounters::routeFailed);

    /** Something else failed, before or after the route. */
    static final WebhookOutcome FAILED = of(500, "failed", counters -> {});

    private static WebhookOutcome of(int status, String result, Consumer<WebhookCounters> report) {
        return new WebhookOutcome(status, false, result, Optional.empty(), report);
    }

    static WebhookOutcome rejected(WebhookRejection reason) {
        String result = "rejected_" + reason.name().toLowerCase(Locale.ROOT);
        return new WebhookOutcome(
                reason.status(),
                reason.isTemporary(),
                result,
                Optional.of(reason),
                counters -> counters.rejected(reason));
    }
}
