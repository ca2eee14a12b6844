package io.camelpurse.sandbox.state;

import java.util.List;

/** How far an operation, or one partner's share of it, has come. */
public enum OperationStatus {
    /** Done. */
    SUCCESS,
    /** Not final yet. */
    PENDING,
    /** Technical error: nothing moved. */
    FAILURE,
    /** Some partners did it, others failed. */
    CONFLICT,
    /** The partner's result is unknown. */
    UNCERTAIN;

    boolean isOpen() {
        return this == PENDING || this == UNCERTAIN;
    }

    static OperationStatus of(List<PartnerTransaction> transactions) {
        List<OperationStatus> all = transactions.stream()
                .map(transaction -> valueOf(transaction.status()))
                .distinct()
                .toList();
        if (all.contains(PENDING)) {
            return PENDING;
        }
        if (all.contains(UNCERTAIN)) {
            return UNCERTAIN;
        }
        return all.size() == 1 ? all.get(0) : CONFLICT;
    }
}
