package io.camelpurse;

import io.camelpurse.model.OperationStatus;
import io.camelpurse.model.Problem;

/**
 * A capture, refund or void ended as FAILURE (no money was moved) or CONFLICT (some payment partners moved their
 * part, others did not). A retry with the same idempotency key returns the same operation. With
 * {@code failOnOperationFailure=false} the exchange continues instead, and headers have the status.
 */
public final class PurseOperationFailedException extends PurseException {

    private static final long serialVersionUID = 1L;

    private final String operationId;
    private final String operationStatus;

    /**
     * For tests of routes: a capture, refund or void that ended as {@code FAILURE}, of which nothing else is known.
     *
     * @param message the message
     */
    public PurseOperationFailedException(String message) {
        this(message, null, OperationStatus.FAILURE, null, 0, null, null);
    }

    /**
     * For tests of routes.
     *
     * @param message         the message
     * @param operationId     the id of the capture, refund or void, or {@code null}
     * @param operationStatus {@code FAILURE} or {@code CONFLICT}
     * @param operation       the operation, or {@code null}
     * @param httpStatus      the HTTP status code of the response, or 0 if there was none
     * @param problem         the problem, or {@code null}
     * @param idempotencyKey  the key that the call carried, or {@code null}
     */
    public PurseOperationFailedException(
            String message,
            String operationId,
            String operationStatus,
            PurseOperation operation,
            int httpStatus,
            Problem problem,
            String idempotencyKey) {
        this(
                message,
                FailedCall.of(CallOutcome.REJECTED, false, operation, httpStatus, problem, idempotencyKey),
                operationId,
                operationStatus);
    }

    /**
     * For the component.
     *
     * @param message     the message
     * @param call        what is known of the call
     * @param operationId the id of the capture, refund or void
     * @param status      {@code FAILURE} or {@code CONFLICT}
     */
    public PurseOperationFailedException(String message, FailedCall call, String operationId, String status) {
        super(message, call, null);
        this.operationId = operationId;
        this.operationStatus = status;
    }

    /**
     * The id of the capture, refund or void.
     *
     * @return the id; a placeholder if it does not have the form of an id
     */
    public String getOperationId() {
        return operationId;
    }

    /**
     * The final status of the capture, refund or void.
     *
     * @return FAILURE or CONFLICT
     */
    public String getOperationStatus() {
        return operationStatus;
    }
}
