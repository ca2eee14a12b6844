package io.camelpurse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseOperation;
import io.camelpurse.client.SimulatedInstance;
import io.camelpurse.fixture.SilentLog;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Outcome;
import io.camelpurse.simulation.Conditions.Notifications;
import io.camelpurse.simulation.Conditions.Weakness;
import io.camelpurse.simulation.Document.KeySource;
import io.camelpurse.simulation.Simulation.Failure;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The money protocol in simulated histories: {@code docs/protocol.adoc}. No other test runs at the same time. */
@Tag("alone")
class SimulationTest {

    /** {@code -Psimulate} sets a million. */
    private static final long HISTORIES = Long.getLong("simulation.histories", 20_000);

    private static final long FIRST_SEED = Long.getLong("simulation.seed", 0);

    /** How often each transition is taken at least: 20,000 histories take the rarest one some ten times. */
    private static final long LEAST_OFTEN = HISTORIES >= 1_000_000 ? 100 : 1;

    private static final int MOST_FAILURES = 10;
    private static final int HISTORIES_WITH_WEAKNESS = 400;
    private static final int LARGE_PLAN = 30;

    @AutoClose
    private static final SilentLog LOG = SilentLog.of("io.camelpurse");

    @Test
    void everyHistoryIsExactAndEveryTransitionIsTaken() throws InterruptedException {
        Simulation simulation = new Simulation(Set.of(), MOST_FAILURES);
        long begin = System.nanoTime();
        simulation.play(FIRST_SEED, HISTORIES);
        double seconds = (System.nanoTime() - begin) / 1e9;
        simulation.report(HISTORIES, seconds).forEach(System.out::println);
        System.out.println("first seed " + FIRST_SEED);
        assertThat(simulation.failures())
                .withFailMessage(() -> simulation.failures().stream()
                        .sorted(Comparator.comparingLong(Failure::seed))
                        .map(failure -> Simulation.describe(failure, Set.of()))
                        .collect(Collectors.joining(System.lineSeparator().repeat(2))))
                .isEmpty();
        assertThat(IntStream.range(0, SimulatedInstance.TRANSITIONS.size())
                        .filter(transition -> simulation.taken(transition) < LEAST_OFTEN)
                        .mapToObj(SimulatedInstance.TRANSITIONS::get))
                .as("transitions taken less than %s times", LEAST_OFTEN)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 14, 205, 3253})
    void aSeedReplaysByteForByte(long seed) {
        assertThat(trace(seed)).isNotEmpty().isEqualTo(trace(seed));
    }

    /** What the documentation names as excluded by assumption breaks exactly what it says. */
    @ParameterizedTest
    @EnumSource
    void aWeaknessShowsAsDocumented(Weakness weakness) throws InterruptedException {
        Simulation simulation = new Simulation(Set.of(weakness), Integer.MAX_VALUE);
        simulation.play(0, HISTORIES_WITH_WEAKNESS);
        assertThat(simulation.failures()).isNotEmpty();
        assertThat(simulation.failures().stream().map(Failure::violations).flatMap(List::stream))
                .allMatch(violation -> weakness.violations().matcher(violation).find());
    }

    /** Too rare for chance: the void is held back until its obstruction has failed, and what is refunded meanwhile. */
    @Test
    void aReversalOfAPartThatIsHeldBackIsExecutedOnce() {
        List<Step> steps = List.of(
                new Step.ForeignOperation(0, 0, PurseOperation.capturePayment, 3_000, null),
                new Step.Delivery(10, 0, 0),
                new Step.ForeignOperation(100, 0, PurseOperation.voidPayment, 7_000, null),
                new Step.Delivery(300, 0, 1));
        Outcome failsLater =
                new Outcome(OperationStatus.PENDING, OperationStatus.FAILURE, Duration.ofMillis(350), false);
        Plan plan = new Plan(
                3,
                conditions(0),
                2,
                List.of(10_000L),
                List.of(new Document(0, 0, PurseOperation.reversePayment, 1_500L, null, KeySource.REFERENCE, 0, 0)),
                steps,
                Map.of(3, Fault.STATUS_504_ARRIVES_LATER),
                Map.of(2, failsLater));
        try (Application application = new Application()) {
            assertThat(Simulation.play(plan, application).violations()).isEmpty();
        }
    }

    /** Too rare for chance: two documents have one key by mistake, and a cache responds to the second request. */
    @Test
    void aCachedSuccessDoesNotMakeTheOperationOfAnotherDocumentTheDocumentsOwn() {
        Plan plan = new Plan(
                3,
                conditions(3),
                2,
                List.of(10_000L),
                List.of(
                        new Document(0, 0, PurseOperation.capturePayment, 1_500L, null, KeySource.HEADER, 0, 0),
                        new Document(1, 0, PurseOperation.capturePayment, 1_500L, null, KeySource.HEADER, 1, 0)),
                List.of(new Step.Delivery(0, 0, 0), new Step.Delivery(500, 1, 1)),
                Map.of(4, Fault.CACHED_RESPONSE),
                Map.of());
        try (Application application = new Application()) {
            History history = new History(plan, application, transition -> {}, true);
            assertThat(history.play().violations()).isEmpty();
            assertThat(history.trace()).anyMatch(event -> event.endsWith(Fault.CACHED_RESPONSE.name()));
        }
    }

    private static Conditions conditions(int maxRetries) {
        return new Conditions(
                0,
                3600,
                0,
                true,
                maxRetries,
                60_000,
                30_000,
                0,
                false,
                false,
                0,
                Long.MAX_VALUE,
                Notifications.NONE,
                Set.of());
    }

    @Test
    void aFailureIsShrunkToATraceThatCanBeRead() throws InterruptedException {
        Set<Weakness> weaknesses = Set.of(Weakness.KEYS_FORGOTTEN);
        Simulation simulation = new Simulation(weaknesses, MOST_FAILURES);
        simulation.play(0, HISTORIES_WITH_WEAKNESS);
        Failure failure = simulation.failures().stream()
                .filter(candidate ->
                        new PlanGenerator(candidate.seed(), weaknesses).plan().size() > LARGE_PLAN)
                .min(Comparator.comparingLong(Failure::seed))
                .orElseThrow();
        String trace = Simulation.describe(failure, weaknesses);
        assertThat(trace).contains("executed").isEqualTo(Simulation.describe(failure, weaknesses));
        assertThat(trace.lines().count()).as(trace).isLessThan(60);
    }

    private static Stream<String> lines(long seed) {
        try (Application application = new Application()) {
            History history = new History(new PlanGenerator(seed).plan(), application, transition -> {}, true);
            history.play();
            return history.trace().stream();
        }
    }

    private static List<String> trace(long seed) {
        return lines(seed).toList();
    }
}
