package io.camelpurse.model;

import java.util.List;

/** What an operation does with a payment's money. */
public enum OperationKind {

    /** Takes authorised money. */
    CAPTURE,

    /** Gives captured money back. */
    REFUND,

    /** Lets authorised money go. */
    VOID;

    List<Operation> of(List<Operation> operations) {
        return operations == null
                ? null
                : Frozen.list(operations.stream()
                        .map(operation -> operation == null ? null : operation.as(this))
                        .toList());
    }
}
