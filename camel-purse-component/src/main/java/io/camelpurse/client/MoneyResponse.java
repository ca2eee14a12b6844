package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.Problem;

/**
 * The result of a capture, refund or void.
 *
 * @param payment   the payment, as it was responded or read last
 * @param operation the capture, refund or void; a missing node for a dry run
 * @param duplicate whether it had been executed before, and was found instead of made
 * @param outcomeUnknown whether an attempt of this very call may have executed it, so that a duplicate surprises nobody
 * @param attempts  how often the request was sent
 * @param request   the request, with the amount that was sent
 * @param conflict  the problem by which Purse named the operation, or {@code null} if it was not named by one
 */
public record MoneyResponse(
        PurseResponse payment,
        JsonNode operation,
        boolean duplicate,
        boolean outcomeUnknown,
        int attempts,
        MoneyRequest request,
        Problem conflict) {

    MoneyResponse seenIn(PurseResponse laterPayment, JsonNode laterOperation) {
        return new MoneyResponse(laterPayment, laterOperation, duplicate, outcomeUnknown, attempts, request, conflict);
    }

    MoneyResponse afterAttempts(int earlier) {
        return new MoneyResponse(payment, operation, duplicate, outcomeUnknown, earlier + attempts, request, conflict);
    }

    /**
     * The operation's {@code status}.
     *
     * @return the status, or an empty text
     */
    public String status() {
        return operation.path(JsonFields.STATUS).asText("");
    }

    /**
     * Whether the operation was not executed, or by some partners only.
     *
     * @return for the statuses {@code FAILURE} and {@code CONFLICT}
     */
    public boolean hasFailed() {
        return OperationFinder.hasFailed(operation);
    }

    /**
     * The status only: a payment holds card and personal data.
     */
    @Override
    public String toString() {
        return "MoneyResponse[" + status() + ", duplicate=" + duplicate + ", attempts=" + attempts + "]";
    }
}
