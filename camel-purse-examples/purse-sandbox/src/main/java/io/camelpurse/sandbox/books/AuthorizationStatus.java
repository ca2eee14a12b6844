package io.camelpurse.sandbox.books;

/** What the partners said to the payment. */
public enum AuthorizationStatus {
    /** No answer yet. */
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
