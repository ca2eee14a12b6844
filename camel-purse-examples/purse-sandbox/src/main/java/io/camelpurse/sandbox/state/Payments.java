package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Payments and their authorization: from a shopper's session or from server to server. */
final class Payments {
    private static final List<String> PARENT_FIELDS = List.of(
            "parent_payment_id", "parent_partner_transaction_id", "parent_partner_token", "parent_partner_reference");

    private final Store store;
    private final MoneyOperations operations;

    Payments(Store store, MoneyOperations operations) {
        this.store = store;
        this.operations = operations;
    }

    Call prepareCreation(Request request) {
        Fields fields = Fields.of(request.body());
        fields.require("split");
        PaymentDetails details = PaymentDetails.read(fields, false, false);
        fields.object("browser");
        List<SplitPart> split = readSplit(fields, details);
        fields.throwErrors();
        store.checkEntity(details, request.entityId());
        store.checkOrderAmount(details);
        String id = store.ids.next(Ids.Kind.PAYMENT);
        return store.keyed(request, "/v2/payments", id, outcome -> {
            Payment payment = open(id, details, null, split, authorization(outcome.first()));
            settleLater(payment, outcome);
            return store.json(payment);
        });
    }

    /** Records a new payment with the same result of all partners. */
    Payment open(
            String id,
            PaymentDetails details,
            ClientSession session,
            List<SplitPart> split,
            AuthorizationStatus status) {
        List<PartnerTransaction> transactions = split.stream()
                .map(part ->
                        new PartnerTransaction(store.ids.next(Ids.Kind.TRANSACTION), store.now(), part, null, status))
                .toList();
        Payment payment = new Payment(id, details, session, store.now(), transactions);
        store.add(payment);
        if (session != null) {
            session.submit(id);
            store.announce(session);
        }
        if (!payment.amounts().json().equals(new Amounts(0, 0, 0, 0, 0, 0, 0, 0).json())) {
            store.announce(payment, "PAYMENT_AUTHORIZATION");
        }
        updateLink(payment, true);
        afterAuthorization(payment);
        return payment;
    }

    /** Ends a pending authorization; one that is final stays as it is. */
    void authorizationBecomes(Payment payment, AuthorizationStatus status) {
        if (payment.authorizationStatus() != AuthorizationStatus.PENDING || status == AuthorizationStatus.PENDING) {
            return;
        }
        payment.authorizationBecomes(status, store.now());
        payment.changed();
        store.announce(payment, "PAYMENT_AUTHORIZATION");
        updateLink(payment, false);
        afterAuthorization(payment);
    }

    /** Ends what is to end when the partners are asked. */
    void refresh(Payment payment) {
        if (payment.authorizationOnRefresh() != null) {
            authorizationBecomes(payment, payment.authorizationOnRefresh());
        }
        operations.refresh(payment);
    }

    private void settleLater(Payment payment, Outcome outcome) {
        if (outcome.settled() == null) {
            return;
        }
        AuthorizationStatus end = authorization(outcome.settled());
        if (outcome.onRefresh()) {
            payment.endAuthorizationOnRefresh(end);
        }
        if (outcome.after() != null) {
            store.schedule.after(outcome.after(), () -> authorizationBecomes(payment, end));
        }
    }

    private static AuthorizationStatus authorization(OperationStatus status) {
        return switch (status) {
            case SUCCESS -> AuthorizationStatus.AUTHORIZED;
            case PENDING -> AuthorizationStatus.PENDING;
            case FAILURE -> AuthorizationStatus.REFUSED;
            case CONFLICT, UNCERTAIN -> AuthorizationStatus.ERROR;
        };
    }

    private void afterAuthorization(Payment payment) {
        if (payment.authorizationStatus() != AuthorizationStatus.AUTHORIZED) {
            return;
        }
        PaymentDetails details = payment.details();
        Duration delay = details.captureDelay() == null ? Duration.ZERO : details.captureDelay();
        if (details.automaticCapture() && delay.isZero()) {
            operations.moveAllAvailable(payment, OperationKind.CAPTURE);
        } else if (details.automaticCapture()) {
            store.schedule.after(delay, () -> operations.moveAllAvailable(payment, OperationKind.CAPTURE));
        }
        store.schedule.after(
                store.settings.authorizationLifetime(), () -> operations.moveAllAvailable(payment, OperationKind.VOID));
    }

    private void updateLink(Payment payment, boolean isNew) {
        PaymentLink link = payment.session() == null
                ? null
                : store.findLink(payment.session().linkId());
        if (link == null) {
            return;
        }
        if (isNew) {
            link.payments().add(payment);
        }
        String status =
                switch (payment.authorizationStatus()) {
                    case AUTHORIZED -> PaymentLink.PAID;
                    case PENDING -> store.settings.linkInProgressStatus();
                    default -> PaymentLink.OPENED;
                };
        if (!link.isFinal() && !link.status().equals(status)) {
            link.become(status);
            store.announce(link);
        }
    }

    private List<SplitPart> readSplit(Fields fields, PaymentDetails details) {
        List<Fields> items = fields.items("split");
        if (fields.has("split") && items.isEmpty()) {
            fields.reject("split", "split must have at least one item");
        }
        List<SplitPart> split = new ArrayList<>();
        long sum = 0;
        for (Fields item : items) {
            Long amount = item.amount("amount");
            if (amount == null && items.size() > 1) {
                item.require("amount");
            }
            long part = amount == null ? details.amount() : amount;
            split.add(new SplitPart(readSolution(item), part, item.flag("save_token"), readParent(item)));
            sum = part > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + part;
        }
        if (sum > details.amount() || store.settings.splitSumChecked() && sum != details.amount()) {
            fields.reject("split", "The amounts of the split make " + sum + " but the payment is " + details.amount());
        }
        return split;
    }

    private Solution readSolution(Fields item) {
        String partner = item.text("partner");
        String method = item.text("method");
        Payment parent = store.findPayment(item.text("parent_payment_id"));
        Solution usual =
                parent == null ? Solution.CARD : parent.authorization().get(0).solution();
        return new Solution(partner == null ? usual.partner() : partner, method == null ? usual.method() : method);
    }

    private ObjectNode readParent(Fields item) {
        String parent = item.text("parent_payment_id");
        if (parent != null && store.findPayment(parent) == null) {
            item.reject("parent_payment_id", "parent_payment_id names no payment");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        PARENT_FIELDS.stream()
                .filter(item::has)
                .forEach(name -> fields.set(name, item.node().get(name)));
        return fields;
    }
}
