package io.camelpurse;

/**
 * Outcome of a failed call, which decides whether the call may be retried.
 */
public enum CallOutcome {

    /** The request was not processed: not sent, or turned away with 425 or 429. A retry is always safe. */
    NOT_EXECUTED,

    /**
     * The request was sent and may have been executed: there was no usable response, or one such as 303 or 503 that a
     * gateway may have sent. Retry it with the same idempotency key, or read the resource first.
     */
    UNKNOWN,

    /** The request was rejected, by Purse or by local validation. The same request fails again. */
    REJECTED,

    /** The request was executed, but its response could not be converted to the type that {@code outputType} names. */
    EXECUTED
}
