package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.CallFailedException.Obstacle;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationKind;
import io.camelpurse.model.OperationStatus;
import java.util.Optional;

/**
 * How much of a payment is voided and how much refunded to reverse it. What was done for the same document before stays
 * as it was done, since its key stands for it: the rest follows from that.
 *
 * @param toVoid   in minor units, 0 for nothing
 * @param toRefund in minor units, 0 for nothing
 */
record ReversalPlan(long toVoid, long toRefund) {

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

    private static ReversalPlan whole(Optional<JsonNode> voided, long open, Optional<JsonNode> refunded, long captured)
            throws CallFailedException {
        refuseRest(voided, open);
        refuseRest(refunded, captured);
        return new ReversalPlan(
                voided.map(ReversalPlan::amount).orElse(open),
                refunded.map(ReversalPlan::amount).orElse(captured));
    }

    /** Its key is used up, so that what has become available since cannot be reversed for this document. */
    private static void refuseRest(Optional<JsonNode> done, long available) throws CallFailedException {
        boolean succeeded = done.filter(
                        operation -> operation.path("status").asText().equals(OperationStatus.SUCCESS))
                .isPresent();
        if (succeeded && available > 0) {
            throw CallFailedException.refused(
                    Obstacle.KEY_USED_BEFORE,
                    "the document was used to reverse " + LoggableText.amount(amount(done.get()))
                            + " minor units before, and " + LoggableText.amount(available) + " are left");
        }
    }

    private static ReversalPlan part(
            Optional<JsonNode> voided, long open, Optional<JsonNode> refunded, long captured, long asked)
            throws CallFailedException {
        long toVoid = voided.map(ReversalPlan::amount).orElse(refunded.isPresent() ? 0 : Math.min(open, asked));
        long toRefund = refunded.map(ReversalPlan::amount).orElse(asked - toVoid);
        if (toVoid + toRefund != asked || toRefund < 0) {
            throw CallFailedException.refused(
                    Obstacle.KEY_USED_BEFORE,
                    "the document was used to reverse " + LoggableText.amount(toVoid + Math.max(0, toRefund))
                            + " minor units before, which is not what was asked for");
        }
        if (refunded.isEmpty() && toRefund > captured) {
            throw CallFailedException.refused(
                    Obstacle.NOTHING_AVAILABLE,
                    "amount " + asked + " cannot be reversed: " + LoggableText.amount(open)
                            + " minor units can be voided and " + LoggableText.amount(captured) + " refunded");
        }
        return new ReversalPlan(toVoid, toRefund);
    }

    private static long available(JsonNode payment, OperationKind kind) throws CallFailedException {
        return ResponseAmount.of(payment.path("amounts").path(PaymentPaths.available(kind)))
                .orElseThrow(() -> CallFailedException.notExecuted(
                        "the payment does not show " + PaymentPaths.available(kind), null));
    }

    private static Optional<JsonNode> done(JsonNode payment, OperationKind kind, ReversalRequest request) {
        return OperationFinder.last(payment, kind, request.merchantReference());
    }

    private static long amount(JsonNode operation) {
        return ResponseAmount.of(operation.path("amount")).orElse(0);
    }
}
