package io.camelpurse;

/**
 * Client authentication at the token endpoint (RFC 6749).
 */
public enum TokenAuthentication {

    /** Client id and secret in the {@code Authorization} header (HTTP Basic authentication). */
    basic,

    /** Client id and secret as the form parameters {@code client_id} and {@code client_secret}. */
    body
}
