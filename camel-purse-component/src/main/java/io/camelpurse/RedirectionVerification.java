package io.camelpurse;

/**
 * What {@code verifyRedirection} sets on the message: what was signed, or the payment's current state.
 */
public enum RedirectionVerification {

    /** The signature is checked and the signed claims are the result. They may be old. */
    signature,

    /** The signature is checked, then the payment is fetched from Purse, and what was fetched is the result. */
    fetch
}
