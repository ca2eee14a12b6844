package io.camelpurse;

/**
 * Outcome of a failed call. Whether the call may be retried also depends on the operation and its idempotency key:
 * {@link PurseException#isSafeToRetry()} says so.
 */
public enum CallOutcome {

    /** The request was not processed: not sent, or turned away with 425 or 429. A retry is always safe. */
    NOT_EXECUTED,

    /**
     * The request was sent and may have been executed: there was no usable response, or one such as 303 or 503 that a
     * gateway may have sent. Retry it, with the same idempotency key, only where {@link PurseException#isSafeToRetry()}
     * is {@code true}; otherwise first determine whether it was executed.
     */
    UNKNOWN,

    /**
     * The request was rejected, by Purse or by the component, or its capture, refund or void ended as
     * {@code FAILURE}, where no money has moved, or as {@code CONFLICT}, where some payment partners have moved their
     * part and others have not. {@link PurseException#isSafeToRetry()} is {@code false}: the same request fails again,
     * until what it was rejected for has changed.
     */
    REJECTED,

    /** The request was executed, but its response could not be converted to the type that {@code outputType} names. */
    EXECUTED
}
