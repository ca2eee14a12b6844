package io.camelpurse.simulation;

import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseOperation;
import java.util.List;

/**
 * One business document that is to be executed once, however often it is delivered.
 *
 * @param payment   number of the payment
 * @param amount    in minor units; {@code null} for all that is available
 * @param correction the amount with which it is redelivered once it was rejected, or {@link #THE_WHOLE}, or
 *                   {@code null}
 * @param key       where the idempotency key comes from
 * @param referenceNumber of the merchant reference
 * @param keyNumber of the key that the route sets; by mistake, that of another document
 */
record Document(
        int number,
        int payment,
        PurseOperation operation,
        Long amount,
        Long correction,
        KeySource key,
        int referenceNumber,
        int keyNumber) {

    /** As an amount of a correction: all that is available. */
    static final Long THE_WHOLE = Long.MAX_VALUE;

    enum KeySource {
        /** Derived from the merchant reference. */
        REFERENCE,
        /** Set by the route, beside a reference. */
        HEADER,
        /** Random: there is no reference, and Camel's redelivery is the only one. */
        EXCHANGE
    }

    String reference() {
        return key == KeySource.EXCHANGE ? null : "DOC-" + referenceNumber;
    }

    /** The same with its other amount. */
    Document corrected() {
        Long corrected = becomesWhole() ? null : correction;
        return new Document(number, payment, operation, corrected, null, key, referenceNumber, keyNumber);
    }

    /** Whether the whole is reversed under the reference of this part, perhaps while a delivery of the part goes on. */
    boolean becomesWhole() {
        return THE_WHOLE.equals(correction);
    }

    /** Whether what happens to one of the two may leave the outcome of the other open. */
    boolean sharesKey(Document other) {
        return number == other.number || header() != null && header().equals(other.header());
    }

    /** Whether what is requested depends on the amounts that the payment shows. */
    boolean needsAmounts() {
        return amount == null || operation == PurseOperation.reversePayment;
    }

    String header() {
        return key == KeySource.HEADER ? "key-" + keyNumber : null;
    }

    /** The keys under which it may be executed, once each; empty if nobody knows them beforehand. */
    List<String> keys(String paymentId) {
        if (operation == PurseOperation.reversePayment) {
            return List.of(
                    IdempotencyKeys.derive(paymentId, PurseOperation.reversePayment.name(), keyName()),
                    keyOfReversalsRefund(paymentId));
        }
        return switch (key) {
            case EXCHANGE -> List.of();
            case HEADER -> List.of(header());
            case REFERENCE -> List.of(IdempotencyKeys.derive(paymentId, operation.name(), reference()));
        };
    }

    /** The key of the refund that a reversal makes behind its void. */
    String keyOfReversalsRefund(String paymentId) {
        return IdempotencyKeys.derive(paymentId, PurseOperation.reversePayment + "/refund", keyName());
    }

    /** What both keys of a reversal are made of. */
    private String keyName() {
        return key == KeySource.HEADER ? header() : reference();
    }

    @Override
    public String toString() {
        return "document " + number + " (" + operation + " " + (amount == null ? "available" : amount) + " on payment "
                + payment + ", key by " + key + ")";
    }
}
