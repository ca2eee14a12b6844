package io.camelpurse;

import io.camelpurse.model.Problem;

/**
 * Purse rejected the request, or a limit such as {@code maxAmount} did. Nothing was executed, except perhaps the void
 * of a reversal, which the message names. The same request fails again: the route or a person has to decide.
 */
public final class PurseRejectedException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * For tests of routes: a failure with a message only.
     *
     * @param message the message
     */
    public PurseRejectedException(String message) {
        this(message, null, 0, null, null);
    }

    /**
     * For tests of routes.
     *
     * @param message        the message
     * @param operation      the operation, or {@code null}
     * @param httpStatus     the HTTP status code of the response, or 0 if there was none
     * @param problem        the problem, or {@code null}
     * @param idempotencyKey the key that the call carried, or {@code null}
     */
    public PurseRejectedException(
            String message, PurseOperation operation, int httpStatus, Problem problem, String idempotencyKey) {
        super(
                message,
                FailedCall.of(CallOutcome.REJECTED, false, operation, httpStatus, problem, idempotencyKey),
                null);
    }

    /**
     * For the component.
     *
     * @param message the message
     * @param call    details of the call
     * @param cause   why, or {@code null}
     */
    public PurseRejectedException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
