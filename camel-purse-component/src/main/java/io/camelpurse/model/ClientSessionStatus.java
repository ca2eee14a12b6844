package io.camelpurse.model;

/**
 * States of a client session ({@code status}).
 * The API may send others: compare, never assume that these are all.
 */
public final class ClientSessionStatus {

    /** The shopper has not confirmed yet. */
    public static final String CREATED = "CREATED";

    /** The shopper confirmed, there is a payment. */
    public static final String SUBMITTED = "SUBMITTED";

    /** The merchant ended it. */
    public static final String ABORTED_BY_MERCHANT = "ABORTED_BY_MERCHANT";

    /** The shopper ended it; inferred, the documentation does not list it. */
    public static final String ABORTED_BY_CUSTOMER = "ABORTED_BY_CUSTOMER";

    /** It was too late; inferred, the documentation does not list it. */
    public static final String EXPIRED = "EXPIRED";

    private ClientSessionStatus() {}
}
