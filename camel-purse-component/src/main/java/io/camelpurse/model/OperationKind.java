package io.camelpurse.model;

import java.util.List;

/** The kind of an operation on a payment. */
public enum OperationKind {

    /** Takes authorized money. */
    CAPTURE,

    /** Gives captured money back. */
    REFUND,

    /** Lets authorized money go. */
    VOID;

    List<Operation> of(List<Operation> operations) {
        return operations == null
                ? null
                : Frozen.list(operations.stream()
                        .map(operation -> operation == null ? null : operation.as(this))
                        .toList());
    }
}
