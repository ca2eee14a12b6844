package io.camelpurse.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import java.time.Duration;

/**
 * Requests the reversal of a payment, as a whole or in part.
 *
 * @param paymentId the payment
 * @param amount how much of it in minor units, or {@code null} for all of it
 * @param document what both keys are made of: the merchant reference, or the key that the route set
 * @param merchantReference the reference that both operations carry
 * @param maxAmount a void or refund of more than this, in minor units, is rejected; {@code Long.MAX_VALUE} for no limit
 * @param dryRun whether to stop before money is moved
 * @param completionTimeout how long to follow operations that are pending
 * @param exchangeId of the call, for the log
 */
public record ReversalRequest(
        String paymentId,
        Long amount,
        String document,
        String merchantReference,
        long maxAmount,
        boolean dryRun,
        Duration completionTimeout,
        String exchangeId) {

    private static final String FIRST = PurseOperation.reversePayment.name();
    private static final String SECOND = FIRST + "/refund";

    boolean isPart() {
        return amount != null;
    }

    /** The first operation, under its key: whatever Purse has executed under that is the first one. */
    MoneyRequest first(OperationKind kind, long ofAmount) {
        return operation(kind, ofAmount, FIRST, Match.FIRST_OF_REVERSAL);
    }

    /** The refund after a void, under a key of its own. */
    MoneyRequest second(long ofAmount) {
        return operation(OperationKind.REFUND, ofAmount, SECOND, isPart() ? Match.EXACT : Match.ANY_AMOUNT);
    }

    private MoneyRequest operation(OperationKind kind, long ofAmount, String keyName, Match match) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put(JsonFields.AMOUNT, ofAmount)
                .put(JsonFields.MERCHANT_REFERENCE, merchantReference);
        return new MoneyRequest(
                kind,
                paymentId,
                body,
                IdempotencyKeys.derive(paymentId, keyName, document),
                match,
                document.equals(merchantReference),
                maxAmount,
                dryRun,
                completionTimeout,
                exchangeId);
    }

    /** What lines about it are written with. */
    LogContext logContext() {
        return new LogContext(exchangeId, PurseOperation.reversePayment, paymentId, merchantReference);
    }

    /** For messages and log lines: the path of the payment. */
    public static String describe(String paymentId) {
        return "reversal of " + PurseOperation.getPayment.path(paymentId);
    }

    @Override
    public String toString() {
        return describe(paymentId);
    }
}
