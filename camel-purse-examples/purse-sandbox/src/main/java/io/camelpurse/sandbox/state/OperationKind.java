package io.camelpurse.sandbox.state;

/** The three ways to move money on a payment. */
public enum OperationKind {
    /** Takes authorized money. */
    CAPTURE("captures"),
    /** Gives captured money back. */
    REFUND("refunds"),
    /** Releases authorized money. */
    VOID("voids");

    private final String collection;

    OperationKind(String collection) {
        this.collection = collection;
    }

    /**
     * Where the payment lists them and the path that makes them.
     *
     * @return {@code captures}, {@code refunds} or {@code voids}
     */
    public String collection() {
        return collection;
    }

    String event() {
        return "PAYMENT_" + name();
    }
}
