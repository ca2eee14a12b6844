package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A shopper's checkout: created, then submitted, aborted or expired. */
final class ClientSession {
    private final String id;
    private final PaymentDetails details;
    private final boolean hosted;
    private final String linkId;
    private final Instant expiresAt;
    private Status status = Status.CREATED;
    private String paymentId;

    /** The life of a session; only the first three are documented. */
    enum Status {
        CREATED,
        SUBMITTED,
        ABORTED_BY_MERCHANT,
        ABORTED_BY_CUSTOMER,
        EXPIRED
    }

    ClientSession(String id, PaymentDetails details, boolean hosted, String linkId, Instant expiresAt) {
        this.id = id;
        this.details = details;
        this.hosted = hosted;
        this.linkId = linkId;
        this.expiresAt = expiresAt;
    }

    String id() {
        return id;
    }

    PaymentDetails details() {
        return details;
    }

    String linkId() {
        return linkId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Status status() {
        return status;
    }

    String paymentId() {
        return paymentId;
    }

    void submit(String payment) {
        status = Status.SUBMITTED;
        paymentId = payment;
    }

    void end(Status end) {
        status = end;
    }

    String path() {
        return "/v2/client-sessions/" + id;
    }

    /** The page that a shopper may pay on, relative to the host. */
    String pagePath() {
        return "/entities/" + details.entityId() + "/sessions/" + id;
    }

    ObjectNode json(List<Solution> solutions, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("status", status.name());
        json.put("amount", details.amount()).put("currency", details.currency()).put("entity_id", details.entityId());
        json.put("capture_mode", details.captureMode()).put("integration_mode", hosted ? "HOSTED_PAGE" : "EMBEDDED");
        json.put("allow_future_usage", details.allowFutureUsage());
        json.set("order", details.orderSummary());
        json.put("expires_at", expiresAt.toString()).put("shopper_redirection_url", details.shopperRedirectionUrl());
        json.putObject("widget")
                .put("data", widgetData())
                .put("js_url", "https://cdn.purse-secure.com/dropin/v3-stable/purse.js");
        if (paymentId != null) {
            json.put("payment_id", paymentId);
        }
        solutions.forEach(solution -> json.withArray("/eligible_solutions").add(solution.json()));
        ObjectNode links = json.putObject("links");
        links.set("self", PaymentDetails.link(path(), "GET"));
        if (hosted) {
            links.set("hosted_page", PaymentDetails.link(baseUrl + pagePath(), "GET"));
        }
        if (paymentId != null) {
            links.set("abort", PaymentDetails.link(path() + "/abort", "POST"));
            links.set("payment", PaymentDetails.link("/v2/payments/" + paymentId, "GET"));
        }
        return json;
    }

    private String widgetData() {
        String data = "{\"client_session_id\":\"" + id + "\"}";
        return Base64.getEncoder().withoutPadding().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    }
}
