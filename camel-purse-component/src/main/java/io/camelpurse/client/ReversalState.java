package io.camelpurse.client;

/** The states of a reversal; {@link ReversalTransition} defines the transitions. */
enum ReversalState {
    /** Nothing was read or sent. */
    BEGINNING,
    /** Reads the payment for what the first operation is. */
    PLANNING,
    /** Sends the first operation under its key. */
    FIRST_OPERATION,
    /** Reads the payment for what the second operation of the whole is. */
    PLANNING_REFUND,
    /** Sends the second operation under its key. */
    SECOND_OPERATION,
    /** Reads the payment until nothing of the whole is left. */
    VERIFYING,
    /** All was reversed, by this call or earlier ones, or an operation of the reversal has failed. */
    REVERSED,
    /** Nothing was reversed, or not all, or nobody knows: the failure says which. */
    NOT_REVERSED
}
