package io.camelpurse;

/**
 * When a webhook notification is acknowledged with a 2xx response.
 */
public enum WebhookAcknowledgement {

    /** When the route has succeeded. If it fails, the response is 500, and Purse may redeliver. */
    processed,

    /**
     * When the notification is accepted, before the route runs: for routes that take longer than Purse waits. A
     * failure of the route is only logged.
     */
    received
}
