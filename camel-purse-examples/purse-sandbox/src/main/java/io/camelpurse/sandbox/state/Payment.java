package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A payment: its authorization, the operations on it, and the sums that follow from them. */
final class Payment {
    private final String id;
    private final PaymentDetails details;
    private final ClientSession session;
    private final Instant createdAt;
    private final List<PartnerTransaction> authorization;
    private final List<MoneyOperation> operations = new ArrayList<>();
    private Instant authorizationUpdatedAt;
    private AuthorizationStatus authorizationOnRefresh;
    private int version = 1;

    /**
     * @param session where the shopper paid; {@code null} for a payment from server to server
     */
    Payment(
            String id,
            PaymentDetails details,
            ClientSession session,
            Instant createdAt,
            List<PartnerTransaction> authorization) {
        this.id = id;
        this.details = details;
        this.session = session;
        this.createdAt = createdAt;
        this.authorization = authorization;
        this.authorizationUpdatedAt = createdAt;
    }

    String id() {
        return id;
    }

    PaymentDetails details() {
        return details;
    }

    ClientSession session() {
        return session;
    }

    int version() {
        return version;
    }

    List<PartnerTransaction> authorization() {
        return authorization;
    }

    List<MoneyOperation> operations() {
        return operations;
    }

    Optional<MoneyOperation> operation(String operationId) {
        return operations.stream()
                .filter(operation -> operation.id().equals(operationId))
                .findFirst();
    }

    AuthorizationStatus authorizationStatus() {
        return AuthorizationStatus.valueOf(authorization.get(0).status());
    }

    void authorizationBecomes(AuthorizationStatus status, Instant at) {
        authorization.forEach(transaction -> transaction.become(status, at));
        authorizationUpdatedAt = at;
    }

    /** What the authorization becomes when the partners are asked; {@code null} when it stays. */
    AuthorizationStatus authorizationOnRefresh() {
        return authorizationOnRefresh;
    }

    void endAuthorizationOnRefresh(AuthorizationStatus end) {
        authorizationOnRefresh = end;
    }

    void changed() {
        version++;
    }

    Amounts amounts() {
        return Amounts.of(this);
    }

    String path() {
        return "/v2/payments/" + id;
    }

    String pagePath() {
        return "/payment-page/" + id;
    }

    ObjectNode json(String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("version", version).put("created_at", createdAt.toString());
        json.put("entity_id", details.entityId())
                .put("amount", details.amount())
                .put("currency", details.currency());
        if (session != null) {
            json.put("client_session_id", session.id());
        }
        if (details.order() != null) {
            json.put("order_reference", details.orderReference());
            json.set("order", details.orderSummary());
        }
        json.put("capture_mode", details.captureMode()).put("allow_future_usage", details.allowFutureUsage());
        Amounts amounts = amounts();
        json.set("amounts", amounts.json());
        json.set("overview", amounts.overview());
        ArrayNode split = json.putArray("split");
        authorization.forEach(transaction -> split.add(transaction.part().json()));
        json.set("authorization", authorizationJson());
        for (OperationKind kind : OperationKind.values()) {
            ArrayNode list = json.putArray(kind.collection());
            operations.stream()
                    .filter(operation -> operation.kind() == kind)
                    .forEach(operation -> list.add(operation.json()));
        }
        ObjectNode links = json.putObject("links");
        links.set("self", PaymentDetails.link(path(), "GET"));
        for (OperationKind kind : OperationKind.values()) {
            links.set(
                    kind.name().toLowerCase(Locale.ROOT),
                    PaymentDetails.link(path() + "/" + kind.collection(), "POST"));
        }
        if (details.webhook() != null) {
            json.set("webhook", details.webhook().source().deepCopy());
        }
        if (session == null && authorizationStatus() == AuthorizationStatus.PENDING) {
            json.set("redirection", PaymentDetails.link(baseUrl + pagePath(), "GET"));
        }
        return json;
    }

    private ObjectNode authorizationJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", authorizationStatus().name()).put("updated_at", authorizationUpdatedAt.toString());
        authorization.forEach(transaction -> json.withArray("/partner_transactions")
                .add(transaction.json().put("remaining_amount", remaining(transaction))));
        return json;
    }

    private long remaining(PartnerTransaction share) {
        return Amounts.of(this, share).available(OperationKind.CAPTURE);
    }
}
