package io.camelpurse.model;

import java.util.Set;

/**
 * States of a capture, refund or void and of its partner transactions ({@code status}).
 * The API may send others: compare, never assume that these are all.
 */
public final class OperationStatus {

    /** Done. */
    public static final String SUCCESS = "SUCCESS";

    /** Some partner has not responded for good. */
    public static final String PENDING = "PENDING";

    /** A technical error; the amount is available again. */
    public static final String FAILURE = "FAILURE";

    /** Some partners succeeded, others failed. */
    public static final String CONFLICT = "CONFLICT";

    /** The partner's response does not say: read the payment again later. */
    public static final String UNCERTAIN = "UNCERTAIN";

    private static final Set<String> FINAL = Set.of(SUCCESS, FAILURE, CONFLICT);

    private OperationStatus() {}

    static boolean isFinal(String status) {
        return status != null && FINAL.contains(status);
    }
}
