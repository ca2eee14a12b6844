package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A link that a shopper may pay by: reusable until one payment is authorized. */
final class PaymentLink {
    static final String CREATED = "CREATED";
    static final String OPENED = "OPENED";
    static final String PAID = "PAID";
    static final String CANCELLED = "CANCELLED";
    static final String EXPIRED = "EXPIRED";

    private final String id;
    private final PaymentDetails details;
    private final Instant expiresAt;
    private final List<Payment> payments = new ArrayList<>();
    private final List<ClientSession> sessions = new ArrayList<>();
    private String status = CREATED;
    private int version = 1;

    PaymentLink(String id, PaymentDetails details, Instant expiresAt) {
        this.id = id;
        this.details = details;
        this.expiresAt = expiresAt;
    }

    String id() {
        return id;
    }

    PaymentDetails details() {
        return details;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    String status() {
        return status;
    }

    int version() {
        return version;
    }

    List<Payment> payments() {
        return payments;
    }

    List<ClientSession> sessions() {
        return sessions;
    }

    /** Whether a shopper may pay and the merchant may cancel. */
    boolean isActive() {
        return status.equals(CREATED) || status.equals(OPENED);
    }

    boolean isFinal() {
        return status.equals(PAID) || status.equals(CANCELLED) || status.equals(EXPIRED);
    }

    void become(String next) {
        status = next;
        version++;
    }

    String pagePath() {
        return "/payment-link/" + id;
    }

    ObjectNode json(String baseUrl) {
        String self = baseUrl + "/payment/v2/payment-links/" + id;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id)
                .put("version", version)
                .put("entity_id", details.entityId())
                .put("status", status);
        json.put("amount", details.amount()).put("currency", details.currency());
        json.put("shopper_redirection_url", details.shopperRedirectionUrl()).put("capture_mode", details.captureMode());
        json.put("expires_at", expiresAt.toString());
        ObjectNode links = json.putObject("links");
        links.set("self", PaymentDetails.link(self, "GET"));
        links.set("customer_url", PaymentDetails.link(baseUrl + pagePath(), "GET"));
        links.set("cancel", PaymentDetails.link(self + "/cancel", "POST"));
        if (details.customer() != null) {
            json.set("customer", details.customer().deepCopy());
        }
        json.set("order", details.order().deepCopy());
        json.put("allow_future_usage", details.allowFutureUsage());
        json.putArray("payments");
        json.putArray("client_sessions");
        payments.forEach(payment -> json.withArray("/payments")
                .addObject()
                .put("id", payment.id())
                .put("authorization_status", payment.authorizationStatus().name()));
        sessions.forEach(session -> json.withArray("/client_sessions")
                .addObject()
                .put("id", session.id())
                .put("status", session.status().name()));
        return json;
    }
}
