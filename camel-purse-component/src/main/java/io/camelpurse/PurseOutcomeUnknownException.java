package io.camelpurse;

import io.camelpurse.model.Problem;

/**
 * The request was sent and its outcome is unknown: it may have been executed. Retry it, with the same idempotency key,
 * only where {@link #isSafeToRetry()} is {@code true}. Otherwise, as for {@code createPayment} under a random key,
 * first determine whether it was executed: a retry may execute it a second time.
 */
public final class PurseOutcomeUnknownException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * For tests of routes: a failure with a message only.
     *
     * @param message the message
     */
    public PurseOutcomeUnknownException(String message) {
        this(message, null, 0, null, null);
    }

    /**
     * For tests of routes. A retry is safe, as it is for captures, refunds and voids.
     *
     * @param message        the message
     * @param operation      the operation, or {@code null}
     * @param httpStatus     the HTTP status code of the response, or 0 if there was none
     * @param problem        the problem, or {@code null}
     * @param idempotencyKey the key that the call carried, or {@code null}
     */
    public PurseOutcomeUnknownException(
            String message, PurseOperation operation, int httpStatus, Problem problem, String idempotencyKey) {
        super(message, FailedCall.of(CallOutcome.UNKNOWN, true, operation, httpStatus, problem, idempotencyKey), null);
    }

    /**
     * For the component.
     *
     * @param message the message
     * @param call    details of the call
     * @param cause   why, or {@code null}
     */
    public PurseOutcomeUnknownException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
