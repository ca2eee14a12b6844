package io.camelpurse.model;

import java.util.List;
import java.util.Locale;

/** The kind of an operation on a payment. */
public enum OperationKind {

    /** Takes authorized money. */
    CAPTURE,

    /** Gives captured money back. */
    REFUND,

    /** Lets authorized money go. */
    VOID;

    /**
     * The kind in words, for messages.
     *
     * @return such as {@code capture}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Operation> of(List<Operation> operations) {
        return operations == null
                ? null
                : UnmodifiableCopy.list(operations.stream()
                        .map(operation -> operation == null ? null : operation.as(this))
                        .toList());
    }
}
