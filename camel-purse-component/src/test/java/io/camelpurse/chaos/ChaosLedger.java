package io.camelpurse.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.IdempotencyKeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Compares the sandbox's payments with the documents and with the outcomes that the routes received. */
final class ChaosLedger {

    private final PurseSandbox sandbox;
    private final Map<BusinessDocument, Queue<Outcome>> outcomes;
    private int executed;
    private int failed;
    private int rejected;

    ChaosLedger(PurseSandbox sandbox, Map<BusinessDocument, Queue<Outcome>> outcomes) {
        this.sandbox = sandbox;
        this.outcomes = outcomes;
    }

    /** Every document once, nothing more, nothing less, exact amounts, and every route received the actual outcome. */
    void check(List<OrderPlan> plans) {
        sandbox.assertEverythingMovedExactlyOnce();
        Set<String> keys = new HashSet<>();
        for (OrderPlan plan : plans) {
            check(plan, sandbox.payment(plan.paymentId()));
            plan.documents()
                    .forEach(document -> keys.add(
                            IdempotencyKeys.derive(document.paymentId(), document.operation(), document.reference())));
        }
        assertThat(sandbox.keys()).extracting(IdempotencyKeyStore.Entry::key).isSubsetOf(keys);
    }

    int executed() {
        return executed;
    }

    int failed() {
        return failed;
    }

    int rejected() {
        return rejected;
    }

    private void check(OrderPlan plan, JsonNode payment) {
        boolean somethingFailed = false;
        List<String> explained = new ArrayList<>();
        for (BusinessDocument document : plan.documents()) {
            List<JsonNode> found = operations(payment, document);
            if (found.isEmpty()) {
                // What was to be captured and failed cannot be refunded.
                assertThat(somethingFailed).as(document + " has no operation").isTrue();
                assertThat(outcomes.get(document)).containsOnly(new Outcome(null, Outcome.REJECTED));
                rejected++;
                continue;
            }
            assertThat(found).as(document.toString()).hasSize(1);
            explained.add(found.get(0).path("id").asText());
            somethingFailed |= check(document, found.get(0));
        }
        assertThat(List.of(payment.path("captures"), payment.path("voids"), payment.path("refunds")))
                .flatExtracting(list -> list.findValuesAsText("merchant_reference"))
                .hasSameSizeAs(explained);
        checkTotals(plan, payment);
    }

    /** Returns whether it failed, so that nothing was moved. */
    private boolean check(BusinessDocument document, JsonNode operation) {
        String status = operation.path("status").asText();
        assertThat(status).isIn("SUCCESS", Outcome.FAILURE);
        if (document.amount() > 0) {
            assertThat(operation.path("amount").asLong()).isEqualTo(document.amount());
        }
        assertThat(outcomes.get(document)).as(document.toString()).hasSize(document.deliveredTwice() ? 2 : 1);
        assertThat(outcomes.get(document)).as(document.toString()).allSatisfy(outcome -> {
            assertThat(outcome.operationId()).isEqualTo(operation.path("id").asText());
            // A pending or uncertain operation has settled since the route received its outcome.
            assertThat(outcome.status()).isIn(status, "PENDING", "UNCERTAIN");
        });
        boolean failure = status.equals(Outcome.FAILURE);
        if (failure) {
            failed++;
        } else {
            executed++;
        }
        return failure;
    }

    private static void checkTotals(OrderPlan plan, JsonNode payment) {
        JsonNode amounts = payment.path("amounts");
        assertThat(amounts.path("total_captured").asLong()).isEqualTo(moved(payment.path("captures")));
        assertThat(amounts.path("total_voided").asLong()).isEqualTo(moved(payment.path("voids")));
        assertThat(amounts.path("total_refunded").asLong()).isEqualTo(moved(payment.path("refunds")));
        assertThat(moved(payment.path("captures")) + moved(payment.path("voids")))
                .isLessThanOrEqualTo(plan.authorized());
        assertThat(moved(payment.path("refunds"))).isLessThanOrEqualTo(moved(payment.path("captures")));
    }

    private static long moved(JsonNode operations) {
        long sum = 0;
        for (JsonNode operation : operations) {
            sum += operation.path("status").asText().equals("SUCCESS")
                    ? operation.path("amount").asLong()
                    : 0;
        }
        return sum;
    }

    private static List<JsonNode> operations(JsonNode payment, BusinessDocument document) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode operation : payment.path(document.list())) {
            if (operation.path("merchant_reference").asText().equals(document.reference())) {
                found.add(operation);
            }
        }
        return found;
    }
}
