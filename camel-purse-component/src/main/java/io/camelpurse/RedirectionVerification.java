package io.camelpurse;

/**
 * What {@code verifyRedirection} sets on the message once the signature is valid.
 */
public enum RedirectionVerification {

    /** The signed claims, which may be outdated. */
    signature,

    /** The current state of the payment, fetched from Purse. */
    fetch
}
