package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** A capture, refund or void on a payment. */
final class MoneyOperation {
    private final String id;
    private final Request request;
    private final Instant createdAt;
    private final List<PartnerTransaction> transactions;
    private final Outcome outcome;
    private Instant updatedAt;

    /**
     * What was asked for.
     *
     * @param byMerchant false for what the sandbox does by itself: automatic captures, expired authorizations
     */
    record Request(
            OperationKind kind,
            long amount,
            String merchantReference,
            ObjectNode order,
            List<Solution> priorities,
            boolean byMerchant) {}

    MoneyOperation(
            String id, Request request, Instant createdAt, List<PartnerTransaction> transactions, Outcome outcome) {
        this.id = id;
        this.request = request;
        this.createdAt = createdAt;
        this.transactions = transactions;
        this.outcome = outcome;
        this.updatedAt = createdAt;
    }

    String id() {
        return id;
    }

    Request request() {
        return request;
    }

    OperationKind kind() {
        return request.kind();
    }

    Outcome outcome() {
        return outcome;
    }

    List<PartnerTransaction> transactions() {
        return transactions;
    }

    OperationStatus status() {
        return OperationStatus.of(transactions);
    }

    void settle(OperationStatus end, Instant at) {
        updatedAt = at;
        for (int i = 0; i < transactions.size(); i++) {
            PartnerTransaction transaction = transactions.get(i);
            if (OperationStatus.valueOf(transaction.status()).isOpen()) {
                transaction.become(share(end, i), at);
            }
        }
    }

    /** What a partner's share becomes when the whole becomes {@code end}: in a conflict the first one succeeds. */
    static OperationStatus share(OperationStatus end, int index) {
        if (end != OperationStatus.CONFLICT) {
            return end;
        }
        return index == 0 ? OperationStatus.SUCCESS : OperationStatus.FAILURE;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("amount", request.amount());
        json.put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
        json.put("triggered_by", request.byMerchant() ? "MERCHANT" : "PURSE");
        if (request.merchantReference() != null) {
            json.put("merchant_reference", request.merchantReference());
        }
        json.put("status", status().name());
        transactions.forEach(
                transaction -> json.withArray("/partner_transactions").add(transaction.json()));
        if (request.order() != null) {
            json.set("order", request.order().deepCopy());
        }
        return json;
    }
}
