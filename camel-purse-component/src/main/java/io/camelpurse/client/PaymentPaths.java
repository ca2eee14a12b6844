package io.camelpurse.client;

import io.camelpurse.model.OperationKind;
import java.util.Locale;

/** Where a payment, its operations and amounts stand (section 4 of the API reference). */
final class PaymentPaths {

    private PaymentPaths() {}

    static String payment(String id) {
        return "/v2/payments/" + id;
    }

    static String operations(String paymentId, OperationKind kind) {
        return payment(paymentId) + '/' + list(kind);
    }

    /** The name by which a payment lists its operations, which the path repeats. */
    static String list(OperationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + 's';
    }

    /** The name under which a payment's amounts say how much can still be captured, voided or refunded. */
    static String available(OperationKind kind) {
        return "available_to_" + kind.name().toLowerCase(Locale.ROOT);
    }
}
