package io.camelpurse.client;

import io.camelpurse.model.OperationKind;
import java.util.Locale;

/** The paths of a payment, of its operations and of its amounts. */
final class PaymentPaths {

    private static final String PAYMENTS = "/v2/payments";

    private PaymentPaths() {}

    static String payment(String id) {
        return PAYMENTS + '/' + id;
    }

    /** Whether a response at this path is a payment. */
    static boolean isPayment(String path) {
        return path.equals(PAYMENTS) || path.startsWith(PAYMENTS + '/');
    }

    /** A read of a payment, which shows this payment or is an error. */
    static PurseRequest read(String id) {
        return PurseRequest.get(payment(id), null).expecting(ExpectedResponse.resource(id));
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
