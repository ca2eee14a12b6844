package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.CallOutcome;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.ResponseAmount;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationStatus;
import io.camelpurse.model.Problem;
import java.util.StringJoiner;

/**
 * Purse carried the capture, refund or void to its end, and the end is FAILURE (nothing was moved) or CONFLICT (some
 * partners moved their part, others did not): section 8.3 of the API reference. Repeating it under the same key gives the
 * same operation again. With {@code failOnOperationFailure=false} the route gets it as data instead.
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

    private PurseOperationFailedException(String message, FailedCall call, String operationId, String status) {
        super(message, call, null);
        this.operationId = operationId;
        this.operationStatus = status;
    }

    static PurseOperationFailedException of(MoneyAnswer answer) {
        PurseOperation operation = PurseOperation.of(answer.request().kind());
        String id = LoggableText.id(answer.operation().path("id").asText());
        FailedCall call = new FailedCall(
                operation.name(),
                answer.request().idempotencyKey(),
                CallOutcome.REJECTED,
                false,
                answer.conflict() == null
                        ? answer.payment().status()
                        : answer.conflict().status(),
                answer.conflict(),
                answer.attempts(),
                null);
        return new PurseOperationFailedException(
                operation + " " + id + " ended as " + LoggableText.code(answer.status()) + ": "
                        + partners(answer.operation()),
                call,
                id,
                answer.status());
    }

    /**
     * The capture, refund or void.
     *
     * @return its id; a placeholder if it does not have the shape of an id
     */
    public String getOperationId() {
        return operationId;
    }

    /**
     * How it ended.
     *
     * @return FAILURE or CONFLICT
     */
    public String getOperationStatus() {
        return operationStatus;
    }

    private static String partners(JsonNode operation) {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("no partner transaction is listed");
        for (JsonNode transaction : operation.path("partner_transactions")) {
            text.add(code(transaction, "partner") + "/" + code(transaction, "method") + " "
                    + code(transaction, "status") + " " + ResponseAmount.shown(transaction.path("amount")));
        }
        return text.toString();
    }

    private static String code(JsonNode transaction, String field) {
        return LoggableText.code(transaction.path(field).asText());
    }
}
