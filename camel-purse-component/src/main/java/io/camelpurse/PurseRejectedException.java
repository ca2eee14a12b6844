package io.camelpurse;

import io.camelpurse.client.CallOutcome;
import io.camelpurse.model.Problem;

/**
 * Purse understood the call and refused it: nothing was done. Repeating it unchanged is pointless; a person or the route
 * has to decide.
 */
public final class PurseRejectedException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * For tests of routes: a failure of which nothing but its message is known.
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

    PurseRejectedException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
