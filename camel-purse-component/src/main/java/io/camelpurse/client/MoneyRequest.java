package io.camelpurse.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import java.time.Duration;

/**
 * A capture, refund or void that is to happen once.
 *
 * @param kind            what to do with the money
 * @param paymentId       on which payment
 * @param body            the request's body; without {@code amount}, all that the payment still allows is meant
 * @param idempotencyKey  the key
 * @param match           which operation that Purse has executed under the key is the requested one
 * @param namesDocument   whether the key is made of the merchant reference, so that an operation with this reference is
 *                        the one with this key
 * @param maxAmount       more than this, in minor units, is rejected; {@code Long.MAX_VALUE} for no limit
 * @param dryRun          whether to stop before the money is moved
 * @param completionTimeout  how long to follow an operation that is pending
 * @param exchangeId      of the call, for the log
 */
public record MoneyRequest(
        OperationKind kind,
        String paymentId,
        ObjectNode body,
        String idempotencyKey,
        Match match,
        boolean namesDocument,
        long maxAmount,
        boolean dryRun,
        Duration completionTimeout,
        String exchangeId) {

    /** Which operation that Purse has executed under the key counts as the requested one. */
    public enum Match {
        /** Of the same kind and amount. */
        EXACT,
        /** Of the same kind: its amount was what the payment allowed at its time. */
        ANY_AMOUNT,
        /** A void or refund of any amount: what a payment allowed at its time decided which. */
        FIRST_OF_REVERSAL
    }

    /** Whether all that the payment still allows is meant. */
    public boolean allAvailable() {
        return !body.hasNonNull(JsonFields.AMOUNT);
    }

    /** The business document, or {@code null}. */
    public String merchantReference() {
        return body.path(JsonFields.MERCHANT_REFERENCE).textValue();
    }

    long amount() {
        return body.path(JsonFields.AMOUNT).longValue();
    }

    MoneyRequest of(long amount) {
        return of(kind, amount);
    }

    MoneyRequest of(OperationKind otherKind, long amount) {
        ObjectNode changed = body.deepCopy();
        changed.put(JsonFields.AMOUNT, amount);
        return new MoneyRequest(
                otherKind,
                paymentId,
                changed,
                idempotencyKey,
                match,
                namesDocument,
                maxAmount,
                dryRun,
                completionTimeout,
                exchangeId);
    }

    /** The operation of the API that executes it. */
    public PurseOperation operation() {
        return PurseOperation.of(kind);
    }

    /** What lines about it are written with. */
    public LogContext logContext() {
        return new LogContext(exchangeId, operation(), paymentId, merchantReference());
    }

    /**
     * Method and path: a body may hold personal data.
     */
    @Override
    public String toString() {
        return operation().methodAndPath(paymentId);
    }
}
