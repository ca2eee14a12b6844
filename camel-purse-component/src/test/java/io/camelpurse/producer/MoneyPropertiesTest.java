package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.OperationStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.Exchange;

/**
 * No sequence of operations, with any faults, moves more than there is or loses a unit. Tests
 * {@link MoneyOperationCall} and {@link ReversalOperationCall}.
 */
class MoneyPropertiesTest {

    private static final long AUTHORIZED = 10_000;
    private static final Map<String, Fault> FAULTS = Map.ofEntries(
            Map.entry("none", Fault.latency(Duration.ZERO)),
            Map.entry("lost response", Fault.dropResponse()),
            Map.entry("reset", Fault.resetBefore()),
            Map.entry("429", Fault.status(429)),
            Map.entry("500", Fault.status(500)),
            Map.entry("500 after commit", Fault.status(500).afterCommit()),
            Map.entry("503", Fault.status(503)),
            Map.entry("truncated", Fault.truncatedBody()),
            Map.entry("malformed", Fault.malformedJson()),
            Map.entry("revoked token", Fault.tokenRevoked()),
            Map.entry("running", Fault.running(Duration.ofMillis(5))),
            Map.entry("pending", Fault.pending()),
            Map.entry("pending until read", Fault.pendingUntilRead()),
            Map.entry("failure", Fault.failure()));

    private static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .configure(configuration -> {
                configuration.setRetryDelay(1);
                configuration.setMaxRetries(2);
                configuration.setTotalTimeout(5_000);
            })
            .build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    /** What a route does; an amount of 0 means all that is available. */
    record Step(String operation, long amount, String reference, List<String> faults, boolean settle) {}

    @BeforeContainer
    static void start() {
        PURSE.open();
    }

    @AfterContainer
    static void stop() {
        PURSE.close();
    }

    @Property(tries = 60)
    void noSequenceMovesWhatThereIsNotOrLosesAUnit(@ForAll("sequences") List<Step> steps) {
        String payment = sandbox.authorizedPayment(AUTHORIZED, "EUR", "ORD");
        for (Step step : steps) {
            sandbox.faults().clear();
            FAULTS.forEach((name, fault) -> {
                if (step.faults().contains(name)) {
                    sandbox.faults().next(step.operation(), fault);
                }
            });
            Exchange exchange = PURSE.template().request("purse:" + step.operation(), asked -> {
                asked.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
                asked.getMessage()
                        .setHeader(PurseConstants.AMOUNT, step.amount() == 0 ? "available" : (Object) step.amount());
                asked.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, step.reference());
            });
            if (step.settle()) {
                sandbox.settle(payment, OperationStatus.SUCCESS);
            }
            checkAmounts(sandbox.payment(payment));
            checkResponse(step, exchange, sandbox.payment(payment));
        }
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<String> operations = Arbitraries.of("capturePayment", "voidPayment", "refundPayment");
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, AUTHORIZED - 1, AUTHORIZED, AUTHORIZED + 1),
                Arbitraries.longs().between(1, AUTHORIZED));
        Arbitrary<String> references = Arbitraries.of("A", "B", "C", "D");
        Arbitrary<List<String>> faults = Arbitraries.of(FAULTS.keySet()).list().ofMaxSize(4);
        return Combinators.combine(operations, amounts, references, faults, Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static void checkAmounts(JsonNode payment) {
        JsonNode amounts = payment.path("amounts");
        long captured = moved(payment.path("captures"), true);
        long voided = moved(payment.path("voids"), true);
        long refunded = moved(payment.path("refunds"), true);
        assertThat(captured + voided).isLessThanOrEqualTo(AUTHORIZED);
        assertThat(refunded).isLessThanOrEqualTo(moved(payment.path("captures"), false));
        assertThat(amounts.path("available_to_capture").asLong()).isEqualTo(AUTHORIZED - captured - voided);
        assertThat(amounts.path("total_captured").asLong()).isEqualTo(moved(payment.path("captures"), false));
        assertThat(amounts.path("total_voided").asLong()).isEqualTo(moved(payment.path("voids"), false));
        assertThat(amounts.path("total_refunded").asLong()).isEqualTo(moved(payment.path("refunds"), false));
        for (String list : List.of("captures", "voids", "refunds")) {
            Set<String> documents = new HashSet<>();
            payment.path(list).forEach(operation -> assertThat(
                            documents.add(operation.path("merchant_reference").asText()))
                    .as("documents of " + payment.path(list))
                    .isTrue());
        }
    }

    /** A success is of what was asked for, and on the payment. */
    private static void checkResponse(Step step, Exchange exchange, JsonNode payment) {
        if (exchange.getException() != null) {
            assertThat(exchange.getException()).isInstanceOf(PurseException.class);
            return;
        }
        String list = PurseOperation.valueOf(step.operation()).path("id").replaceAll(".*/", "");
        JsonNode found = null;
        for (JsonNode operation : payment.path(list)) {
            String id = exchange.getMessage().getHeader(PurseConstants.OPERATION_ID, String.class);
            found = operation.path("id").asText().equals(id) ? operation : found;
        }
        assertThat(found).isNotNull();
        assertThat(found.path("merchant_reference").asText()).isEqualTo(step.reference());
        if (step.amount() > 0) {
            assertThat(found.path("amount").asLong()).isEqualTo(step.amount());
        }
    }

    private static long moved(JsonNode operations, boolean withPending) {
        long sum = 0;
        for (JsonNode operation : operations) {
            String status = operation.path("status").asText();
            boolean counts = status.equals("SUCCESS") || withPending && status.equals("PENDING");
            sum += counts ? operation.path("amount").asLong() : 0;
        }
        return sum;
    }
}
