package io.camelpurse.client;

import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;

/** Names the fields of a payment that exist once for each kind of operation. */
public final class PaymentFields {

    private PaymentFields() {}

    /** The list of a payment's operations. */
    public static String operations(OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> JsonFields.CAPTURES;
            case REFUND -> JsonFields.REFUNDS;
            case VOID -> JsonFields.VOIDS;
        };
    }

    /** How much can still be captured, refunded or voided, in the payment's amounts. */
    static String available(OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> JsonFields.AVAILABLE_TO_CAPTURE;
            case REFUND -> JsonFields.AVAILABLE_TO_REFUND;
            case VOID -> JsonFields.AVAILABLE_TO_VOID;
        };
    }
}
