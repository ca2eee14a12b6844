package io.camelpurse.sandbox.state;

import io.camelpurse.sandbox.state.SplitDistribution.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Captures, refunds and voids. */
final class MoneyOperations {
    private final Store store;

    MoneyOperations(Store store) {
        this.store = store;
    }

    Call prepare(Request request, OperationKind kind) {
        Payment payment = store.payment(request.id(), request.entityId());
        MoneyOperation.Request asked = read(Fields.of(request.body()), payment, kind);
        store.keys.rejectRepeated(request.entityId(), request.key());
        checkAvailable(payment, asked);
        String id = store.ids.next(Ids.Kind.OPERATION);
        return store.keyed(request, payment.path() + "/" + kind.collection(), id, outcome -> {
            checkAvailable(payment, asked);
            execute(id, payment, asked, outcome);
            return store.json(payment);
        });
    }

    /** What the sandbox does by itself: an automatic capture, the end of an authorization. */
    void moveAllAvailable(Payment payment, OperationKind kind) {
        long available = payment.amounts().available(kind);
        if (available > 0) {
            MoneyOperation.Request all = new MoneyOperation.Request(kind, available, null, null, List.of(), false);
            execute(store.ids.next(Ids.Kind.OPERATION), payment, all, Outcome.SUCCESS);
        }
    }

    /** Ends an open operation; one that is final stays as it is. */
    void settle(Payment payment, MoneyOperation operation, OperationStatus status) {
        if (operation.status().isOpen()) {
            operation.settle(status, store.now());
            payment.changed();
            store.announce(payment, operation.kind().event());
        }
    }

    /** Ends what is to end when the partners are asked. */
    void refresh(Payment payment) {
        for (MoneyOperation operation : payment.operations()) {
            if (operation.outcome().onRefresh()) {
                settle(payment, operation, operation.outcome().settled());
            }
        }
    }

    private MoneyOperation.Request read(Fields fields, Payment payment, OperationKind kind) {
        if (store.settings.amountRequired()) {
            fields.require("amount");
        }
        Long amount = fields.amount("amount");
        if (amount != null && amount == 0) {
            fields.reject("amount", "amount must be greater than 0");
        }
        String reference = fields.text("merchant_reference");
        Fields order = fields.object("order");
        List<Solution> priorities = new ArrayList<>();
        for (Fields entry : fields.items(store.settings.priorityField())) {
            priorities.add(new Solution(entry.requiredText("partner"), entry.requiredText("method")));
        }
        fields.throwErrors();
        return new MoneyOperation.Request(
                kind,
                amount == null ? payment.amounts().available(kind) : amount,
                reference,
                order == null ? null : order.node().deepCopy(),
                priorities,
                true);
    }

    private static void checkAvailable(Payment payment, MoneyOperation.Request asked) {
        long available = payment.amounts().available(asked.kind());
        if (asked.amount() > available || asked.amount() == 0) {
            throw Problem.invalid(
                    "The amount " + asked.amount() + " exceeds the " + available + " available to "
                            + asked.kind().name().toLowerCase(Locale.ROOT),
                    "/amount");
        }
    }

    private void execute(String id, Payment payment, MoneyOperation.Request asked, Outcome outcome) {
        MoneyOperation operation =
                new MoneyOperation(id, asked, store.now(), transactions(payment, asked, outcome.first()), outcome);
        payment.operations().add(operation);
        payment.changed();
        store.announce(payment, asked.kind().event());
        if (outcome.settled() != null && outcome.after() != null) {
            store.schedule.after(outcome.after(), () -> settle(payment, operation, outcome.settled()));
        }
    }

    private List<PartnerTransaction> transactions(
            Payment payment, MoneyOperation.Request asked, OperationStatus status) {
        List<Allocation> allocations =
                SplitDistribution.distribute(payment, asked.kind(), asked.amount(), asked.priorities());
        if (status == OperationStatus.CONFLICT && allocations.size() == 1 && asked.amount() > 1) {
            allocations = halves(allocations.get(0));
        }
        List<PartnerTransaction> transactions = new ArrayList<>();
        for (Allocation allocation : allocations) {
            OperationStatus share = allocations.size() == 1 && status == OperationStatus.CONFLICT
                    ? OperationStatus.FAILURE
                    : MoneyOperation.share(status, transactions.size());
            transactions.add(new PartnerTransaction(
                    store.ids.next(Ids.Kind.TRANSACTION),
                    store.now(),
                    new SplitPart(allocation.share().solution(), allocation.amount()),
                    allocation.share(),
                    share));
        }
        return transactions;
    }

    /** A conflict needs two partner transactions, so that one can fail: a single partner's share is done in two. */
    private static List<Allocation> halves(Allocation whole) {
        long first = whole.amount() / 2;
        return List.of(new Allocation(whole.share(), first), new Allocation(whole.share(), whole.amount() - first));
    }
}
