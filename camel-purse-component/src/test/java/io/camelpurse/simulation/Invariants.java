package io.camelpurse.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.simulation.SimulatedPurse.Execution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What must hold in every history, whatever goes wrong in it. */
final class Invariants {

    private final SimulatedPurse purse;
    private final Plan plan;
    private final List<String> violations = new ArrayList<>();

    /** The deliveries that were reported not to have executed anything. */
    private final List<Delivery> withoutEffect = new ArrayList<>();

    Invariants(SimulatedPurse purse, Plan plan) {
        this.purse = purse;
        this.plan = plan;
    }

    List<String> violations() {
        return violations;
    }

    void violated(String what) {
        violations.add(what);
    }

    /**
     * Compares what a call reports with what was executed.
     *
     * @return whether the document's outcome is known
     */
    boolean reported(Delivery delivery) {
        Exchange exchange = delivery.exchange();
        Exception failure = exchange.getException();
        if (failure == null) {
            success(delivery, exchange.getMessage());
            return true;
        }
        if (failure instanceof PurseOperationFailedException failed) {
            operationFailed(delivery, failed);
            return true;
        }
        if (!(failure instanceof PurseException purseFailure)) {
            violated(delivery + " failed unexpectedly: " + failure);
            return true;
        }
        CallOutcome outcome = purseFailure.getCallOutcome();
        switch (outcome) {
            case REJECTED -> rejected(delivery, purseFailure);
            case NOT_EXECUTED -> notExecuted(delivery);
            case UNKNOWN -> {
                if (!delivery.isTroubled() && !plan.mayHideExecutions()) {
                    violated(delivery + " does not know its outcome, though nothing went wrong: " + failure);
                }
            }
            case EXECUTED -> violated(delivery + " failed with what cannot be: " + failure);
        }
        return outcome == CallOutcome.REJECTED && !(failure instanceof PurseAuthenticationException);
    }

    void triedOut(Delivery dryRun) {
        withoutEffect.add(dryRun);
    }

    private void success(Delivery delivery, Message message) {
        Document document = delivery.document();
        if (document.operation() == PurseOperation.reversePayment) {
            return;
        }
        String id = message.getHeader(PurseConstants.OPERATION_ID, String.class);
        String status = message.getHeader(PurseConstants.OPERATION_STATUS, String.class);
        String key = message.getHeader(PurseConstants.IDEMPOTENCY_KEY_USED, String.class);
        reportedOperation(delivery, id, status, key);
        if ("FAILURE".equals(status) || "CONFLICT".equals(status)) {
            violated(delivery + " is a success with status " + status);
        }
    }

    private void operationFailed(Delivery delivery, PurseOperationFailedException failed) {
        if (delivery.document().operation() != PurseOperation.reversePayment) {
            reportedOperation(
                    delivery, failed.getOperationId(), failed.getOperationStatus(), failed.getIdempotencyKey());
        }
    }

    private void reportedOperation(Delivery delivery, String id, String status, String key) {
        Document document = delivery.document();
        Execution execution = executions(document)
                .filter(executed -> executed.id().equals(id))
                .filter(executed -> executed.key() != null && executed.key().equals(key))
                .findFirst()
                .orElse(null);
        if (execution == null) {
            violated(delivery + " reports operation " + id + ", which is not the document's: " + purse.executions());
            return;
        }
        if (!isAsRequested(execution, document)) {
            violated(delivery + " reports another operation or amount than was requested: " + execution);
        }
        if (!status.equals(execution.outcome().first().name()) && !status.equals(currentStatus(execution))) {
            violated(delivery + " reports the status " + status + ", which the operation never had");
        }
    }

    /** A reversal may have executed its void, and says so. */
    private void notExecuted(Delivery delivery) {
        if (delivery.document().operation() != PurseOperation.reversePayment) {
            withoutEffect.add(delivery);
        }
    }

    private void rejected(Delivery delivery, PurseException failure) {
        notExecuted(delivery);
        if (failure instanceof PurseAuthenticationException
                || delivery.document().operation() == PurseOperation.reversePayment) {
            return;
        }
        boolean executed = executions(delivery.document())
                .filter(execution -> isAsRequested(execution, delivery.document()))
                .anyMatch(execution -> execution.nanos() < delivery.knownNanos());
        if (executed) {
            violated(delivery + " is rejected, though the document was executed: " + failure);
        }
    }

    private static boolean isAsRequested(Execution execution, Document document) {
        return execution.operation() == document.operation()
                && (document.amount() == null || document.amount() == execution.amount());
    }

    /** What holds once everything has come to its end. */
    void atTheEnd(List<Document> documents) {
        for (Document document : documents) {
            Map<String, Integer> byKey = new HashMap<>();
            executions(document).forEach(execution -> byKey.merge(execution.key(), 1, Integer::sum));
            byKey.forEach((key, times) -> {
                if (times > 1) {
                    violated(document + " was executed " + times + " times: " + purse.executions());
                }
            });
            if (document.key() == Document.KeySource.EXCHANGE && byKey.size() > 1) {
                violated(document + " was executed under " + byKey.size() + " keys: " + purse.executions());
            }
            if (document.operation() == PurseOperation.reversePayment && document.amount() != null) {
                long reversed = executions(document)
                        .filter(execution -> !"FAILURE".equals(currentStatus(execution)))
                        .mapToLong(Execution::amount)
                        .sum();
                if (reversed > document.amount()) {
                    violated(document + " has reversed " + reversed + ": " + purse.executions());
                }
            }
        }
        for (Delivery delivery : withoutEffect) {
            purse.executions().stream()
                    .filter(execution -> execution.delivery() == delivery.number())
                    .forEach(execution ->
                            violated(delivery + " was reported to have executed nothing, and executed " + execution));
        }
        violations.addAll(purse.faults());
    }

    /** Under a key of the document; under a random key, by a delivery of it. */
    private Stream<Execution> executions(Document document) {
        String paymentId = purse.payment(document.payment());
        List<String> keys = document.keys(paymentId);
        return purse.executions().stream()
                .filter(execution ->
                        execution.key() != null && execution.paymentId().equals(paymentId))
                .filter(execution -> keys.isEmpty()
                        ? deliveriesOf(document).contains(execution.delivery())
                        : keys.contains(execution.key()));
    }

    private final Map<Integer, List<Integer>> deliveries = new HashMap<>();

    void delivered(Delivery delivery) {
        deliveries
                .computeIfAbsent(delivery.document().number(), document -> new ArrayList<>())
                .add(delivery.number());
    }

    private List<Integer> deliveriesOf(Document document) {
        return deliveries.getOrDefault(document.number(), List.of());
    }

    private String currentStatus(Execution execution) {
        JsonNode payment = purse.current(execution.paymentId());
        return Stream.of("captures", "refunds", "voids")
                .flatMap(list -> StreamSupport.stream(payment.path(list).spliterator(), false))
                .filter(operation -> operation.path("id").asText().equals(execution.id()))
                .map(operation -> operation.path("status").asText())
                .findFirst()
                .orElse("");
    }
}
