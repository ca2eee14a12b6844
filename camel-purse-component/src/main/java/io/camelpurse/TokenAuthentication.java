package io.camelpurse;

/**
 * How client id and secret reach the token endpoint (RFC 6749, section 2.3.1).
 */
public enum TokenAuthentication {

    /** In the header {@code Authorization: Basic}. */
    basic,

    /** As {@code client_id} and {@code client_secret} in the form. */
    body
}
