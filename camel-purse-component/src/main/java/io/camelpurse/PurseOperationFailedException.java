package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.CallPhase;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.ResponseAmount;
import io.camelpurse.model.LoggableText;
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
                CallPhase.REFUSED,
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
     * @return its id
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
