package io.camelpurse.model;

/**
 * How much of a payment was captured, voided, refunded (reference, sections 8.3 and 11).
 * The API may send others: compare, never assume that these are all.
 */
public final class OverviewStatus {

    /** Nothing. */
    public static final String NOT = "NOT";

    /** A part. */
    public static final String PARTIALLY = "PARTIALLY";

    /** All. */
    public static final String TOTALLY = "TOTALLY";

    private OverviewStatus() {}
}
