package io.camelpurse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A call of every operation that the sandbox carries out, with the bodies of the API reference. */
final class SampleCalls {

    /** What a route hands to the endpoint. */
    record Call(PurseOperation operation, Object body, Map<String, Object> headers) {

        String uri() {
            return "purse:" + operation;
        }
    }

    private final PurseCalls purse;

    SampleCalls(PurseCalls purse) {
        this.purse = purse;
    }

    Call of(PurseOperation operation) {
        Call call = call(operation);
        purse.prepared();
        return call;
    }

    private Call call(PurseOperation operation) {
        return switch (operation) {
            case getAccessToken, getSigningKeys -> new Call(operation, null, Map.of());
            case verifyRedirection ->
                new Call(operation, purse.sandbox().sign(Map.of("client_session_id", "cs-1")), Map.of());
            case createClientSession, createPaymentLink, createPayment, getEligibleSolutions ->
                new Call(operation, request(operation).toString(), Map.of());
            case getClientSession, abortClientSession ->
                new Call(operation, null, Map.of(PurseConstants.CLIENT_SESSION_ID, clientSession()));
            case getPayment -> new Call(operation, null, Map.of(PurseConstants.PAYMENT_ID, payment()));
            case reversePayment ->
                new Call(
                        operation,
                        null,
                        Map.of(PurseConstants.PAYMENT_ID, payment(), PurseConstants.MERCHANT_REFERENCE, "DOC-1"));
            case capturePayment, voidPayment ->
                new Call(operation, money(), Map.of(PurseConstants.PAYMENT_ID, payment()));
            case refundPayment -> new Call(operation, money(), Map.of(PurseConstants.PAYMENT_ID, capturedPayment()));
            case webhook -> throw new IllegalArgumentException(operation + " is not called");
            case getPaymentLink, cancelPaymentLink ->
                new Call(operation, null, Map.of(PurseConstants.PAYMENT_LINK_ID, paymentLink()));
        };
    }

    /** The request of an operation that describes an order. */
    static ObjectNode request(PurseOperation operation) {
        return switch (operation) {
            case createClientSession -> sample("client-session-create-request");
            case createPaymentLink ->
                sample("payment-link-create-request").put("expires_at", "2099-08-25T10:42:59+02:00");
            case createPayment -> {
                ObjectNode payment = sample("payment-create-request");
                // The parent of the sample is a payment that no sandbox has.
                payment.putArray("split")
                        .addObject()
                        .put("amount", 12000)
                        .put("partner", "dalenys")
                        .put("method", "creditcard");
                yield payment;
            }
            case getEligibleSolutions -> {
                ObjectNode session = sample("client-session-create-request");
                session.retain("entity_id", "amount", "currency", "order", "customer", "allow_future_usage");
                yield session;
            }
            default -> throw new IllegalArgumentException(operation + " describes no order");
        };
    }

    static ObjectNode sample(String name) {
        try (InputStream resource = SampleCalls.class.getResourceAsStream("model/samples/" + name + ".json")) {
            return (ObjectNode) PurseCalls.json(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String payment() {
        return purse.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
    }

    String capturedPayment() {
        String id = payment();
        purse.answer("purse:capturePayment?amount=4299&merchantReference=INV-1&paymentId=" + id, null, Map.of());
        return id;
    }

    String clientSession() {
        return made(PurseOperation.createClientSession, PurseConstants.CLIENT_SESSION_ID);
    }

    String paymentLink() {
        return made(PurseOperation.createPaymentLink, PurseConstants.PAYMENT_LINK_ID);
    }

    private String made(PurseOperation operation, String header) {
        return purse.answer("purse:" + operation, request(operation), Map.of()).getHeader(header, String.class);
    }

    private static Map<String, Object> money() {
        return Map.of("amount", 1000, "merchant_reference", "DOC-1");
    }
}
