package io.camelpurse.sandbox;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The operations of the API: one line each. */
enum ApiOperation {
    GET_ACCESS_TOKEN("getAccessToken", "POST", "/oauth/token", 200),
    CREATE_CLIENT_SESSION("createClientSession", "POST", "/payment/v2/client-sessions", 201),
    GET_CLIENT_SESSION("getClientSession", "GET", "/payment/v2/client-sessions/:id", 200),
    ABORT_CLIENT_SESSION("abortClientSession", "POST", "/payment/v2/client-sessions/:id/abort", 200),
    CREATE_PAYMENT("createPayment", "POST", "/payment/v2/payments", 200),
    GET_PAYMENT("getPayment", "GET", "/payment/v2/payments/:id", 200),
    CAPTURE_PAYMENT("capturePayment", "POST", "/payment/v2/payments/:id/captures", 200),
    REFUND_PAYMENT("refundPayment", "POST", "/payment/v2/payments/:id/refunds", 200),
    VOID_PAYMENT("voidPayment", "POST", "/payment/v2/payments/:id/voids", 200),
    CREATE_PAYMENT_LINK("createPaymentLink", "POST", "/payment/v2/payment-links", 201),
    GET_PAYMENT_LINK("getPaymentLink", "GET", "/payment/v2/payment-links/:id", 200),
    CANCEL_PAYMENT_LINK("cancelPaymentLink", "POST", "/payment/v2/payment-links/:id/cancel", 200),
    GET_ELIGIBLE_SOLUTIONS("getEligibleSolutions", "POST", "/payment/v2/eligible-solutions", 200),
    GET_SIGNING_KEYS("getSigningKeys", "GET", "/payment/v2/signing-jwks", 200);

    /** The name that means a webhook in faults. */
    static final String WEBHOOK = "webhook";

    /** The name that means every operation in faults. */
    static final String ANY = "*";

    private final String label;
    private final String method;
    private final String path;
    private final int status;

    ApiOperation(String label, String method, String path, int status) {
        this.label = label;
        this.method = method;
        this.path = path;
        this.status = status;
    }

    String label() {
        return label;
    }

    String method() {
        return method;
    }

    /** The route: a path with {@code :id} for the id. */
    String path() {
        return path;
    }

    int status() {
        return status;
    }

    boolean movesMoney() {
        return this == CAPTURE_PAYMENT || this == REFUND_PAYMENT || this == VOID_PAYMENT;
    }

    static void checkLabel(String label) {
        if (!label.equals(ANY)
                && !label.equals(WEBHOOK)
                && Arrays.stream(values()).noneMatch(operation -> operation.label.equals(label))) {
            throw new IllegalArgumentException("Unknown operation '" + label + "': use *, webhook or one of "
                    + Arrays.stream(values()).map(ApiOperation::label).collect(Collectors.joining(", ")));
        }
    }
}
