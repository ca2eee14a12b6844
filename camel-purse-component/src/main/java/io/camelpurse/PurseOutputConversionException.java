package io.camelpurse;

import io.camelpurse.model.Problem;

/**
 * The request was executed, but its response does not fit {@code outputType}. The headers have the result, such as
 * the operation and its status. A redelivery of a capture, refund, void or reversal, or of a {@code createPayment} of
 * the same exchange, finds what was executed and does not execute it again.
 */
public final class PurseOutputConversionException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * For tests of routes: a failure with a message only.
     *
     * @param message the message
     */
    public PurseOutputConversionException(String message) {
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
    public PurseOutputConversionException(
            String message, PurseOperation operation, int httpStatus, Problem problem, String idempotencyKey) {
        super(message, FailedCall.of(CallOutcome.EXECUTED, true, operation, httpStatus, problem, idempotencyKey), null);
    }

    /**
     * For the component.
     *
     * @param message the message
     * @param call    details of the call
     */
    public PurseOutputConversionException(String message, FailedCall call) {
        super(message, call, null);
    }
}
