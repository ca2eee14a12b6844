package io.camelpurse.webhook;

import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcome of a webhook request: the HTTP response to it, and how it is counted and logged. A failure is logged
 * where it occurs.
 *
 * @param status     of the response: the sender should redeliver after 5xx, and not after 2xx and 4xx
 * @param retryAfter whether the response asks the sender to retry soon
 * @param result     as a value of a tag
 * @param report     counts it, and logs a rejection
 */
record WebhookOutcome(int status, boolean retryAfter, String result, Consumer<WebhookCounters> report) {

    /** The notification was received; its route begins now. */
    static final WebhookOutcome RECEIVED = new WebhookOutcome(200, false, "received", counters -> {});

    /** The route has processed the notification. */
    static final WebhookOutcome PROCESSED = new WebhookOutcome(200, false, "processed", WebhookCounters::processed);

    /** The notification was processed before. */
    static final WebhookOutcome DUPLICATE = new WebhookOutcome(200, false, "duplicate", WebhookCounters::duplicate);

    /** A notification with a higher version of the resource was processed before. */
    static final WebhookOutcome STALE = new WebhookOutcome(200, false, "stale", WebhookCounters::stale);

    /** The route failed, was marked for rollback, or has not ended in time. */
    static final WebhookOutcome ROUTE_FAILED =
            new WebhookOutcome(500, false, "route_failed", WebhookCounters::routeFailed);

    /** Something else failed, before or after the route. */
    static final WebhookOutcome FAILED = new WebhookOutcome(500, false, "failed", counters -> {});

    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutcome.class);

    static WebhookOutcome rejected(WebhookRejection reason) {
        String result = "rejected_" + reason.name().toLowerCase(Locale.ROOT);
        return new WebhookOutcome(reason.status(), reason.isTemporary(), result, counters -> {
            counters.rejected(reason);
            LOG.warn("Rejected a webhook request: {}", reason.description());
        });
    }
}
