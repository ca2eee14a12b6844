package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A test waits for events, and where time matters it sets the clock: on a busy machine, everything takes longer. What
 * would hang has a generous time limit.
 */
class TimeInTestsTest {

    /** What measures time, or lets it pass. */
    private static final Pattern CLOCK = Pattern.compile(
            "System\\.(nanoTime|currentTimeMillis)\\(|\\.sleep\\(|Instant\\.now\\(|\\bassertTimeout\\(|StopWatch\\(");

    /** What waits for an event no longer than it says itself. */
    private static final Pattern OWN_BOUND =
            Pattern.compile("\\.(atMost|failsWithin|succeedsWithin|setResultWaitTime|setSoTimeout)\\((?!.*PATIENCE)"
                    + "|\\.(get|await|poll|tryAcquire|waitFor|join|awaitTermination)"
                    + "\\((?!.*PATIENCE)[^;{}]*,\\s*TimeUnit\\.");

    /** What waits for a time in which nothing is to happen: on a busy machine it has not happened yet. */
    private static final Pattern SILENCE = Pattern.compile(
            "\\.(during|pollDelay|setAssertPeriod|setSleepForEmptyTest)\\(|\\.assertIsNotSatisfied\\(\\w");

    /** Where no event shows that it will not happen any more. */
    private static final Map<String, String> SILENT = Map.of(
            "ReconcileTest", "the timer of another instance, or of a claim of another one, finds nothing to do",
            "OpenOperationsTest", "an instance without its claim writes nothing",
            "TransportTests", "the database lets a transaction wait",
            "ReadmeTest", "an application that is to execute no document leaves one alone");

    /** Their tests wait for other processes: applications, Tomcat, Camel JBang, a broker and a database. */
    private static final Set<String> WITH_PROCESSES = Set.of("/order-to-cash/", "/esb/", "/jbang/");

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "a server or sender that is slow, which no test measures",
            Set.of(
                    "CallConnectionTest",
                    "CallTimerTest",
                    "HttpTransportTest",
                    "MisbehavingServer",
                    "WebhookSenders",
                    "ComponentSoakTest"),
            "runs for a given time, however much it gets done",
            Set.of("UnluckyCalls"),
            "reports how long it took, and asserts nothing about it",
            Set.of("ChaosTest", "SimulationTest"),
            "measures how busy the machine is while time passes",
            Set.of("MachineLoadTest"),
            "kills processes, which have clocks of their own",
            Set.of("Company", "CrashRun", "CrashReport", "LoadReport"),
            "an outage that is longer than what a client of the broker or the database waits for by itself",
            Set.of("KafkaOnPostgresTest", "TransportTests"),
            "an operation is the call's own if its date is not before the call, by the clock of the machine",
            Set.of("AcceptedResponsesTest"));

    @Test
    void noTestMeasuresTimeOrLetsItPass() throws IOException {
        Set<String> allowed = new TreeSet<>();
        ALLOWED.values().forEach(allowed::addAll);
        assertThat(containing(CLOCK, tests())).isEqualTo(allowed);
    }

    @Test
    void everyTestHasTheSamePatience() {
        List<Path> tests = tests();
        tests.removeIf(test -> WITH_PROCESSES.stream().anyMatch(test.toString()::contains));
        assertThat(containing(OWN_BOUND, tests)).isEmpty();
    }

    @Test
    void noTestWaitsForNothingWhereAnEventShowsTheEnd() {
        assertThat(containing(SILENCE, tests())).isEqualTo(SILENT.keySet());
    }

    private static List<Path> tests() {
        return OwnTexts.all().stream()
                .filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Set<String> containing(Pattern pattern, List<Path> sources) {
        return sources.stream()
                .filter(source -> pattern.matcher(MainSources.content(source)).find())
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
