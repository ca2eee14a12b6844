package io.camelpurse.sandbox.state;

/** The result of a payment at the partners. */
public enum AuthorizationStatus {
    /** No result yet. */
    PENDING,
    /** The money is reserved. */
    AUTHORIZED,
    /** A partner has declined it. */
    REFUSED,
    /** A partner failed. */
    ERROR,
    /** Given up by shopper or merchant. */
    ABORTED
}
