package io.camelpurse;

/**
 * What is done to believe a webhook's body, which Purse does not sign (section 9 of the API reference).
 */
public enum WebhookVerification {

    /** The body is handed on as it came: its sender knew the secret. */
    none,

    /** The resource is read from Purse, and what was read is handed on. */
    fetch
}
