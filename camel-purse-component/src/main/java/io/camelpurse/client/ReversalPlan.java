package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.OperationKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Divides a reversal into a void and a refund, by what the payment allows.
 *
 * @param toVoid     in minor units, 0 for nothing
 * @param toRefund   in minor units, 0 for nothing
 * @param available  whether the payment allows both
 */
record ReversalPlan(long toVoid, long toRefund, boolean available) {

    /**
     * @param amount how much is to be reversed, or {@code null} for the whole
     * @throws CallFailedException if the payment does not show what it allows
     */
    static ReversalPlan of(JsonNode payment, Long amount) throws CallFailedException {
        long open = available(payment, OperationKind.VOID);
        long captured = available(payment, OperationKind.REFUND);
        if (amount == null) {
            return new ReversalPlan(open, captured, true);
        }
        long toVoid = Math.min(open, amount);
        long toRefund = amount - toVoid;
        return new ReversalPlan(toVoid, toRefund, toRefund <= captured);
    }

    private static long available(JsonNode payment, OperationKind kind) throws CallFailedException {
        OptionalLong amount = ResponseAmount.available(payment, kind);
        if (amount.isEmpty()) {
            throw CallFailedException.notExecuted("the payment does not show " + PaymentFields.available(kind), null);
        }
        return amount.getAsLong();
    }

    /** How much there is left to void or refund; empty for nothing, or where the payment does not show it. */
    static Optional<Long> rest(JsonNode payment) {
        OptionalLong open = ResponseAmount.available(payment, OperationKind.VOID);
        OptionalLong captured = ResponseAmount.available(payment, OperationKind.REFUND);
        return Optional.of(open.orElse(0) + captured.orElse(0))
                .filter(rest -> open.isPresent() && captured.isPresent() && rest > 0);
    }
}
