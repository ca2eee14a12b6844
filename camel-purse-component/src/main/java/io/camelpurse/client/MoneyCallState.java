package io.camelpurse.client;

/** The states of a money call; {@link MoneyTransition} defines the transitions. */
enum MoneyCallState {
    /** Nothing was sent. */
    START,
    /** Reads the payment, since the route asked for all that is available. */
    READING_AVAILABLE,
    /** Sends the request under its key. */
    SENDING,
    /** Reads the payment, since a success did not show the operation. */
    CHECKING,
    /** Reads the payment for the operation that Purse has under the key. */
    RESOLVING,
    /** Reads the payment until an operation that is {@code PENDING} or {@code UNCERTAIN} has reached its end. */
    POLLING,
    /** The operation was executed, by this call or an earlier one; its status says how it went. */
    SUCCEEDED,
    /** The operation was not executed, or nobody knows: the failure says which. */
    FAILED
}
