package io.camelpurse.webhook;

import java.util.Optional;

/**
 * The outcome of a webhook request: the HTTP response to it, and how it is counted. A failure is logged where it
 * occurs.
 *
 * @param status     of the response: the sender should redeliver after 5xx, and not after 2xx and 4xx
 * @param retryAfter whether the response asks the sender to retry soon
 * @param result     as which it is counted, or {@code null} if it has not ended yet
 * @param rejection  why the request was rejected, if it was
 */
record WebhookOutcome(int status, boolean retryAfter, WebhookResult result, Optional<WebhookRejection> rejection) {

    /** The notification was received; its route begins now. */
    static final WebhookOutcome RECEIVED = of(200, null);

    // The results that need no reason: WebhookResult describes them.
    static final WebhookOutcome PROCESSED = of(200, WebhookResult.PROCESSED);
    static final WebhookOutcome DUPLICATE = of(200, WebhookResult.DUPLICATE);
    static final WebhookOutcome STALE = of(200, WebhookResult.STALE);
    static final WebhookOutcome ROUTE_FAILED = of(500, WebhookResult.ROUTE_FAILED);
    static final WebhookOutcome FAILED = of(500, WebhookResult.FAILED);

    private static WebhookOutcome of(int status, WebhookResult result) {
        return new WebhookOutcome(status, false, result, Optional.empty());
    }

    static WebhookOutcome rejected(WebhookRejection reason) {
        return new WebhookOutcome(reason.status(), reason.isTemporary(), WebhookResult.REJECTED, Optional.of(reason));
    }
}
