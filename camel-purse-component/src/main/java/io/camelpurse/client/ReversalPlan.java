package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationKind;
import java.util.Optional;

/**
 * How much of a payment is voided and how much refunded to reverse it. What was done for the same document before stays
 * as it was done, since its key identifies it: the rest follows from that.
 *
 * @param toVoid   in minor units, 0 for nothing
 * @param toRefund in minor units, 0 for nothing
 * @param doneBefore whether the payment shows operations with the document's reference
 */
record ReversalPlan(long toVoid, long toRefund, boolean doneBefore) {

    /**
     * @throws CallFailedException if the payment does not allow it, or the document was for something else before
     */
    static ReversalPlan of(JsonNode payment, ReversalRequest request) throws CallFailedException {
        long open = available(payment, OperationKind.VOID);
        long captured = available(payment, OperationKind.REFUND);
        Optional<JsonNode> voided = done(payment, OperationKind.VOID, request);
        Optional<JsonNode> refunded = done(payment, OperationKind.REFUND, request);
        return request.amount() == null
                ? whole(voided, open, refunded, captured)
                : part(voided, open, refunded, captured, request.amount());
    }

    /**
     * What is there. Where the document's key is used up, Purse says so: an operation with the reference may be another
     * key's, and decides nothing.
     */
    private static ReversalPlan whole(
            Optional<JsonNode> voided, long open, Optional<JsonNode> refunded, long captured) {
        return new ReversalPlan(open, captured, voided.isPresent() || refunded.isPresent());
    }

    private static ReversalPlan part(
            Optional<JsonNode> voided, long open, Optional<JsonNode> refunded, long captured, long asked)
            throws CallFailedException {
        long toVoid = voided.map(ReversalPlan::amount).orElse(refunded.isPresent() ? 0 : Math.min(open, asked));
        long toRefund = refunded.map(ReversalPlan::amount).orElse(asked - toVoid);
        if (toVoid + toRefund != asked || toRefund < 0) {
            throw CallFailedException.rejected(
                    ErrorCategory.KEY_USED_BEFORE,
                    "the document was used to reverse " + LoggableText.amount(toVoid + Math.max(0, toRefund))
                            + " minor units before, which is not what was requested");
        }
        if (refunded.isEmpty() && toRefund > captured) {
            throw CallFailedException.rejected(
                    ErrorCategory.NOTHING_AVAILABLE,
                    "amount " + asked + " cannot be reversed: " + LoggableText.amount(open)
                            + " minor units can be voided and " + LoggableText.amount(captured) + " refunded");
        }
        return new ReversalPlan(toVoid, toRefund, voided.isPresent() || refunded.isPresent());
    }

    static long available(JsonNode payment, OperationKind kind) throws CallFailedException {
        return ResponseAmount.of(payment.path("amounts").path(PaymentPaths.available(kind)))
                .orElseThrow(() -> CallFailedException.notExecuted(
                        "the payment does not show " + PaymentPaths.available(kind), null));
    }

    private static Optional<JsonNode> done(JsonNode payment, OperationKind kind, ReversalRequest request) {
        return OperationFinder.lastExecuted(payment, kind, request.merchantReference());
    }

    private static long amount(JsonNode operation) {
        return ResponseAmount.of(operation.path("amount")).orElse(0);
    }
}
