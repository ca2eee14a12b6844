package io.camelpurse.webhook;

import java.util.Locale;

/** How a webhook request ended, as metrics show it. */
enum WebhookResult {

    /** The route has processed the notification. */
    PROCESSED,

    /** The notification was processed before. */
    DUPLICATE,

    /** A notification with a higher version of the resource was processed before. */
    STALE,

    /** The route failed, was marked for rollback, or has not ended in time. */
    ROUTE_FAILED,

    /** Something else failed, before or after the route. */
    FAILED,

    /** The request was rejected. */
    REJECTED;

    /** As a value of the tag {@code outcome}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
