package io.camelpurse;

/**
 * When a webhook is answered.
 */
public enum WebhookAcknowledgement {

    /** When the route is done: a failure is answered 500, so that Purse sends again. */
    processed,

    /** When it was accepted, before the route runs: for routes that are longer than Purse waits. A failure is only logged. */
    received
}
