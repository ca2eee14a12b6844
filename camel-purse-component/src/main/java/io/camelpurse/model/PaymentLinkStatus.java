package io.camelpurse.model;

/**
 * States of a payment link ({@code status}).
 * The API may send others: compare, never assume that these are all.
 */
public final class PaymentLinkStatus {

    /** Nobody opened it yet. */
    public static final String CREATED = "CREATED";

    /** It was opened, also after an attempt that failed. */
    public static final String OPENED = "OPENED";

    /** A payment was authorized, no more are taken. */
    public static final String PAID = "PAID";

    /** The merchant ended it. */
    public static final String CANCELLED = "CANCELLED";

    /** It was too late; inferred, the documentation does not list it. */
    public static final String EXPIRED = "EXPIRED";

    private PaymentLinkStatus() {}
}
