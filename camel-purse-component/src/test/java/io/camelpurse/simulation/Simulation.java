package io.camelpurse.simulation;

import io.camelpurse.client.SimulatedInstance;
import io.camelpurse.simulation.Conditions.Weakness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Plays many histories, each on one thread, on as many threads as there are processors. */
final class Simulation {

    private final Set<Weakness> weaknesses;
    private final int mostFailures;
    private final AtomicLongArray transitions = new AtomicLongArray(SimulatedInstance.TRANSITIONS.size());
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

    /** A history that is not exact. */
    record Failure(long seed, List<String> violations) {}

    /** @param mostFailures after so many of them it ends */
    Simulation(Set<Weakness> weaknesses, int mostFailures) {
        this.weaknesses = weaknesses;
        this.mostFailures = mostFailures;
    }

    /** @param histories as many as there are seeds from {@code first} on */
    void play(long first, long histories) throws InterruptedException {
        next.set(first);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(() -> playUntil(first + histories), "simulation-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The histories that were not exact. */
    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** How often a transition of the protocol was taken. */
    long taken(int transition) {
        return transitions.get(transition);
    }

    /** The first failure with a small plan that fails too, and the events of that as a table. */
    static String describe(Failure failure, Set<Weakness> weaknesses) {
        try (Application application = new Application()) {
            Plan plan = new PlanGenerator(failure.seed(), weaknesses).plan();
            Plan small = new Shrinker(smaller -> !play(smaller, application).isExact()).shrink(plan);
            History history = new History(small, application, transition -> {}, true);
            Result result = history.play();
            return String.join(
                    System.lineSeparator(),
                    "seed " + failure.seed() + ": " + String.join("; ", failure.violations()),
                    small.conditions().toString(),
                    String.join(System.lineSeparator(), history.trace()),
                    String.join("; ", result.violations()));
        }
    }

    static Result play(Plan plan, Application application) {
        return new History(plan, application, transition -> {}, false).play();
    }

    /** What was played, as a table. */
    List<String> report(long histories, double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d histories in %,.1f s: %,.0f a second; %,d events, %,d requests, %d not exact",
                histories,
                seconds,
                histories / seconds,
                events.get(),
                requests.get(),
                failures.size()));
        for (int i = 0; i < transitions.length(); i++) {
            lines.add(line(SimulatedInstance.TRANSITIONS.get(i), taken(i)));
        }
        reached().forEach((state, times) -> lines.add(line(state, times)));
        return lines;
    }

    private static String line(String what, long times) {
        return String.format(Locale.ROOT, "%-28s %,12d", what, times);
    }

    /** How often each state of the protocol was reached. */
    Map<String, Long> reached() {
        Map<String, Long> reached = new LinkedHashMap<>();
        for (int i = 0; i < transitions.length(); i++) {
            reached.merge(SimulatedInstance.STATES_AFTER.get(i), taken(i), Long::sum);
        }
        return reached;
    }

    private void playUntil(long end) {
        try (Application application = new Application()) {
            long seed;
            while ((seed = next.getAndIncrement()) < end && failures.size() < mostFailures) {
                play(seed, application);
            }
        }
    }

    private void play(long seed, Application application) {
        try {
            Plan plan = new PlanGenerator(seed, weaknesses).plan();
            Result result = new History(plan, application, transitions::getAndIncrement, false).play();
            events.addAndGet(result.events());
            requests.addAndGet(result.requests());
            if (!result.isExact()) {
                failures.add(new Failure(seed, result.violations()));
            }
        } catch (RuntimeException | Error e) {
            failures.add(new Failure(seed, List.of("unexpected: " + e)));
        }
    }
}
