package io.camelpurse.sandbox.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Searches an order's payments for money that moved more than once. */
final class OrderAudit {
    private final String orderReference;
    private final List<String> faults = new ArrayList<>();

    OrderAudit(String orderReference, List<Payment> payments) {
        this.orderReference = orderReference;
        if (payments.isEmpty()) {
            faults.add("there is no payment for it");
        }
        payments.forEach(this::checkAmounts);
        for (OperationKind kind : OperationKind.values()) {
            checkDocuments(kind, payments);
        }
    }

    List<String> faults() {
        return faults.stream()
                .map(fault -> "Order " + orderReference + ": " + fault)
                .toList();
    }

    private void checkDocuments(OperationKind kind, List<Payment> payments) {
        Map<String, List<String>> executed = new LinkedHashMap<>();
        for (Payment payment : payments) {
            for (MoneyOperation operation : payment.operations()) {
                String document = operation.request().merchantReference();
                if (operation.kind() == kind && document != null && operation.status() != OperationStatus.FAILURE) {
                    executed.computeIfAbsent(document, key -> new ArrayList<>())
                            .add(operation.id() + " (" + operation.request().amount() + " "
                                    + payment.details().currency() + ", " + operation.status() + ")");
                }
            }
        }
        executed.forEach((document, operations) -> {
            if (operations.size() > 1) {
                faults.add(kind + " for document " + document + " was executed " + operations.size() + " times: "
                        + String.join(", ", operations));
            }
        });
    }

    private void checkAmounts(Payment payment) {
        Amounts amounts = payment.amounts();
        if (amounts.available(OperationKind.CAPTURE) < 0) {
            faults.add("payment " + payment.id() + " captured and voided more than was authorized: " + amounts.json());
        }
        if (amounts.available(OperationKind.REFUND) < 0) {
            faults.add("payment " + payment.id() + " refunded more than was captured: " + amounts.json());
        }
        for (MoneyOperation operation : payment.operations()) {
            long shares = operation.transactions().stream()
                    .mapToLong(PartnerTransaction::amount)
                    .sum();
            if (shares != operation.request().amount()) {
                faults.add("operation " + operation.id() + " is for "
                        + operation.request().amount() + " but its partners' shares make " + shares);
            }
        }
    }
}
