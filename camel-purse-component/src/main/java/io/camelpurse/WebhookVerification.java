package io.camelpurse;

/**
 * Verification of a webhook payload, which Purse does not sign.
 */
public enum WebhookVerification {

    /** The payload is routed as received: only the token in the request authenticates it. */
    none,

    /** The resource is fetched from Purse, and its current state is routed. */
    fetch
}
