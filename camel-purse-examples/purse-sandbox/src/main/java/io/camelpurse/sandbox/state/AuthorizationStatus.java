package io.camelpurse.sandbox.state;

/** What the partners said to the payment. */
public enum AuthorizationStatus {
    /** No result yet. */
    PENDING,
    /** The money is reserved. */
    AUTHORIZED,
    /** A partner said no. */
    REFUSED,
    /** A partner failed. */
    ERROR,
    /** Given up by shopper or merchant. */
    ABORTED
}
