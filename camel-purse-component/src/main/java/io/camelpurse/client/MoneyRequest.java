package io.camelpurse.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.model.OperationKind;
import java.time.Duration;

/**
 * A capture, refund or void that is to happen once.
 *
 * @param kind            what to do with the money
 * @param paymentId       on which payment
 * @param body            the request's body; without {@code amount}, all that the payment still allows is meant
 * @param idempotencyKey  the key
 * @param firstOfReversal whether the key may have been used for the other kind or another amount: whatever Purse has
 *                        executed under it is what was requested
 * @param namesDocument   whether the key is made of the merchant reference, so that an operation with this reference is
 *                        the one with this key
 * @param maxAmount   more than this, in minor units, is rejected; {@code Long.MAX_VALUE} for no limit
 * @param dryRun          whether to stop before the money is moved
 * @param completionTimeout how long to follow an operation that is pending
 */
public record MoneyRequest(
        OperationKind kind,
        String paymentId,
        ObjectNode body,
        String idempotencyKey,
        boolean firstOfReversal,
        boolean namesDocument,
        long maxAmount,
        boolean dryRun,
        Duration completionTimeout) {

    private static final String AMOUNT = "amount";

    /** Whether all that the payment still allows is meant. */
    public boolean allAvailable() {
        return !body.hasNonNull(AMOUNT);
    }

    /** The business document, or {@code null}. */
    public String merchantReference() {
        return body.path("merchant_reference").textValue();
    }

    long amount() {
        return body.path(AMOUNT).longValue();
    }

    MoneyRequest of(long amount) {
        return of(kind, amount);
    }

    MoneyRequest of(OperationKind otherKind, long amount) {
        ObjectNode changed = body.deepCopy();
        changed.put(AMOUNT, amount);
        return new MoneyRequest(
                otherKind,
                paymentId,
                changed,
                idempotencyKey,
                firstOfReversal,
                namesDocument,
                maxAmount,
                dryRun,
                completionTimeout);
    }

    /** The path of the call. */
    public String path() {
        return PaymentPaths.operations(paymentId, kind);
    }

    /**
     * The path, since a body may hold personal data.
     */
    @Override
    public String toString() {
        return "POST " + path();
    }
}
