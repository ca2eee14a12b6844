package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The sums of a payment, or of one partner's share of it. Money in flight is neither moved nor available. */
record Amounts(
        long pending,
        long authorized,
        long captured,
        long capturing,
        long voided,
        long voiding,
        long refunded,
        long refunding) {

    static Amounts of(Payment payment) {
        return of(payment, null);
    }

    /** The sums of one share; of all of them for {@code null}. */
    static Amounts of(Payment payment, PartnerTransaction share) {
        long pending = 0;
        long authorized = 0;
        for (PartnerTransaction transaction : payment.authorization()) {
            if (share == null || share == transaction) {
                pending += transaction.status().equals("PENDING") ? transaction.amount() : 0;
                authorized += transaction.status().equals("AUTHORIZED") ? transaction.amount() : 0;
            }
        }
        long[] done = new long[OperationKind.values().length];
        long[] open = new long[OperationKind.values().length];
        for (MoneyOperation operation : payment.operations()) {
            for (PartnerTransaction transaction : operation.transactions()) {
                if (share == null || share == transaction.authorization()) {
                    OperationStatus status = OperationStatus.valueOf(transaction.status());
                    int kind = operation.kind().ordinal();
                    done[kind] += status == OperationStatus.SUCCESS ? transaction.amount() : 0;
                    open[kind] += status.isOpen() ? transaction.amount() : 0;
                }
            }
        }
        int capture = OperationKind.CAPTURE.ordinal();
        int refund = OperationKind.REFUND.ordinal();
        int voided = OperationKind.VOID.ordinal();
        return new Amounts(
                pending,
                authorized,
                done[capture],
                open[capture],
                done[voided],
                open[voided],
                done[refund],
                open[refund]);
    }

    long available(OperationKind kind) {
        return kind == OperationKind.REFUND
                ? captured - refunded - refunding
                : authorized - captured - capturing - voided - voiding;
    }

    /** What of the order this payment takes up. */
    long paid() {
        return pending + authorized - voided - refunded;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("authorize_pending", pending).put("total_authorized", authorized);
        json.put("total_voided", voided).put("available_to_void", available(OperationKind.VOID));
        json.put("total_captured", captured).put("available_to_capture", available(OperationKind.CAPTURE));
        json.put("total_refunded", refunded).put("available_to_refund", available(OperationKind.REFUND));
        return json;
    }

    ObjectNode overview() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("consumed", share(captured + voided, authorized)).put("captured", share(captured, authorized));
        json.put("voided", share(voided, authorized)).put("refunded", share(refunded, captured));
        return json;
    }

    private static String share(long part, long whole) {
        if (part == 0) {
            return "NOT";
        }
        return part == whole ? "TOTALLY" : "PARTIALLY";
    }
}
