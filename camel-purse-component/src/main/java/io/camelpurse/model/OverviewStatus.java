package io.camelpurse.model;

/**
 * How much of a payment was captured, voided, refunded ({@code overview}).
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
