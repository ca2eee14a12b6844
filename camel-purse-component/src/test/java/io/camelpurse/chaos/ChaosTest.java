package io.camelpurse.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseEndpoint;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Captures, refunds and voids through every fault of the network, on two nodes at once. The system properties
 * {@code chaos.operations} and {@code chaos.seed} set how many and which; {@code ./mvnw -B -Pchaos} plays 10,000.
 */
class ChaosTest {

    private static final int OPERATIONS = Integer.getInteger("chaos.operations", 500);
    private static final long SEED = Long.getLong("chaos.seed", PurseSandbox.DEFAULT_SEED);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyDocumentIsExecutedOnceAndEveryRouteReceivesTheRealOutcome() throws Exception {
        long begin = System.nanoTime();
        try (PurseSandbox sandbox = PurseSandbox.builder()
                        .seed(SEED)
                        .journalLimit(2_000_000)
                        .start();
                ChaosNode patient = new ChaosNode(sandbox, 3);
                ChaosNode hasty = new ChaosNode(sandbox, 0);
                ChaosRun run = new ChaosRun(sandbox, List.of(patient, hasty))) {
            List<OrderPlan> plans = OrderPlan.plans(sandbox, new SplittableRandom(SEED), OPERATIONS);
            ChaosFaults.let(sandbox.faults(), SEED);
            run.play(plans);
            sandbox.faults().clear();

            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            ChaosLedger ledger = new ChaosLedger(sandbox, run.outcomes());
            try {
                ledger.check(plans);
            } finally {
                print(sandbox, plans, run, ledger, List.of(patient, hasty), took);
            }
            assertThat(lostResponses(sandbox))
                    .isBetween(ChaosFaults.LOST_RESPONSES - 0.1, ChaosFaults.LOST_RESPONSES + 0.1);
        }
    }

    private static double lostResponses(PurseSandbox sandbox) {
        List<RecordedRequest> calls = moneyCalls(sandbox);
        return (double) calls.stream()
                        .filter(call -> "DROP_RESPONSE".equals(call.fault()))
                        .count()
                / calls.size();
    }

    private static List<RecordedRequest> moneyCalls(PurseSandbox sandbox) {
        return sandbox.journal().stream()
                .filter(request -> ChaosNode.OPERATIONS.contains(request.operation()))
                .toList();
    }

    private static void print(
            PurseSandbox sandbox,
            List<OrderPlan> plans,
            ChaosRun run,
            ChaosLedger ledger,
            List<ChaosNode> nodes,
            Duration took) {
        List<BusinessDocument> documents =
                plans.stream().flatMap(plan -> plan.documents().stream()).toList();
        Map<String, Long> faults = sandbox.journal().stream()
                .filter(request -> request.fault() != null)
                .collect(Collectors.groupingBy(RecordedRequest::fault, TreeMap::new, Collectors.counting()));
        int moneyCalls = moneyCalls(sandbox).size();
        StringBuilder text = new StringBuilder();
        line(text, "seed", SEED);
        line(text, "documents", documents.size());
        line(text, "  on payments", plans.size());
        line(
                text,
                "  delivered twice at the same instant",
                documents.stream().filter(BusinessDocument::deliveredTwice).count());
        line(text, "executed once", ledger.executed());
        line(text, "ended as FAILURE", ledger.failed());
        line(text, "rejected, since another operation had failed", ledger.rejected());
        line(text, "requests", sandbox.requests());
        line(text, "  captures, refunds and voids", moneyCalls);
        line(text, "  of them resent", moneyCalls - documents.size());
        line(text, "  tokens", sandbox.tokenCalls());
        line(text, "found instead of made", count(nodes, PurseEndpoint::getDuplicates));
        line(
                text,
                "deliveries",
                run.deliveryEnds().values().stream().mapToLong(LongAdder::sum).sum());
        run.deliveryEnds().forEach((end, number) -> line(text, "  ended in " + end, number.sum()));
        line(text, "faults", sandbox.faults().injected());
        faults.forEach((fault, number) -> line(text, "  " + fault, number));
        line(text, "seconds", took.toMillis() / 1000.0);
        System.out.println(text);
    }

    private static long count(List<ChaosNode> nodes, ToLongFunction<PurseEndpoint> counter) {
        return nodes.stream().mapToLong(node -> node.count(counter)).sum();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(String.format("%-45s %12s%n", name, value));
    }
}
