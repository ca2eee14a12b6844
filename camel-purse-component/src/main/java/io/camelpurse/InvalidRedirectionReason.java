package io.camelpurse;

/**
 * Why redirection data is rejected: for logs and metrics, never for the shopper.
 */
public enum InvalidRedirectionReason {

    /** No token. */
    MISSING,

    /** There is more than one, such as a query parameter that is given twice. */
    REPEATED,

    /** It is longer than 8,192 characters. */
    TOO_LONG,

    /** It is no compact JWS: three parts in canonical base64url, the first of them a JSON object. */
    MALFORMED,

    /** It is signed by something other than RSA, or not at all. */
    ALGORITHM,

    /** Its header contains a key or the URL of one, or requires an extension. */
    HEADER,

    /** It names no key, or one that Purse does not list. */
    UNKNOWN_KEY,

    /** The signature is not one of the key that it names. */
    SIGNATURE,

    /** It is signed by Purse, but is no redirection data. */
    CLAIMS,

    /** Its {@code exp} has passed. */
    EXPIRED,

    /** Its {@code nbf} is still to come. */
    NOT_YET_VALID,

    /** It is about another client session than the one that is expected. */
    OTHER_CLIENT_SESSION,

    /** It has been used before, and each may be used once. */
    USED_BEFORE
}
