package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Captures of the component against what one writes without it, in one process and one run, in turns.
 *
 * @param turns    in which they alternate
 * @param latency  after what time the upstream responds
 * @param inFlight how many calls may be under way
 * @param threads  of each of the camel-http routes; one of them has a thread for each call
 */
record CallsBenchmark(Turns turns, Duration latency, int inFlight, List<Integer> threads) {

    CallsBenchmark {
        if (!threads.contains(inFlight)) {
            throw new IllegalArgumentException("no camel-http route has a thread for each of " + inFlight + " calls");
        }
    }

    /** Where a call needs no time, no thread makes more calls than this in a second. */
    private static final int MOST_PER_SECOND = 50_000;

    /** Of the processor time of HttpClient alone, however many calls are under way. */
    static final Bound CPU_GOAL = Bound.atMost(1.15);

    private static final int CALLING_THREADS = 2;

    /**
     * A measurement and what it has to come to.
     *
     * @param what the measured number is
     */
    record Comparison(Bound bound, Spread measured, String what) {}

    /**
     * What came of it.
     *
     * @param text         HttpClient alone
     * @param treeOnWorker HttpClient, whose responses are parsed on another thread
     * @param camelHttp    routes over camel-http that do the same, in the order of their threads
     * @param purse        the component as it ships
     * @param purseOnIo    the component whose routes continue on the thread that received the response
     * @param lines        all of them
     * @param profiles     HttpClient alone and with tree, the camel-http route that has a thread for each call, and the
     *                     component both ways
     * @param calls        all calls, the warm-up's too
     * @param ledger       what the sandbox says about them
     */
    record Result(
            Line text,
            Line treeOnWorker,
            List<Line> camelHttp,
            Line purse,
            Line purseOnIo,
            List<Line> lines,
            List<Profile> profiles,
            long calls,
            Upstream.Ledger ledger) {}

    /** What a change of the component must not make worse. */
    List<Comparison> comparisons(Result result) {
        Line purse = result.purse();
        List<Comparison> all = new ArrayList<>(List.of(
                new Comparison(
                        Bound.atMost(2.2),
                        result.purseOnIo().ratioTo(result.text(), Turn::cpuMicros),
                        "times the CPU of HttpClient alone, both on its thread"),
                new Comparison(
                        Bound.atMost(1.7),
                        purse.ratioTo(result.treeOnWorker(), Turn::cpuMicros),
                        "times the CPU of HttpClient with tree and worker thread"),
                new Comparison(
                        Bound.atMost(1.25),
                        purse.ratioTo(result.text(), Turn::allocatedBytes),
                        "times the allocation of HttpClient alone")));
        if (inFlight == 1) {
            // Of more calls at a time, the latency is that of the queue.
            all.add(new Comparison(
                    Bound.atMost(1.5),
                    result.purseOnIo().ratioTo(result.text(), Turn::p50Micros),
                    "times the median latency of HttpClient alone"));
        } else {
            Line rival = rival(result);
            all.add(new Comparison(
                    Bound.atMost(1.15), purse.ratioTo(rival, Turn::cpuMicros), "times the CPU of " + rival.name()));
        }
        if (!latency.isZero()) {
            // Each of its few threads waits for the upstream.
            Line narrowest = result.camelHttp().get(0);
            all.add(new Comparison(
                    Bound.atLeast(40),
                    purse.ratioTo(narrowest, Turn::perSecond),
                    "times the calls of " + narrowest.name()));
        }
        return all;
    }

    /** What the component should come to: of each, as it ships and on the thread that received the response. */
    List<Comparison> goals(Result result) {
        return Stream.of(result.purse(), result.purseOnIo())
                .flatMap(line -> goals(result, line).stream())
                .toList();
    }

    private List<Comparison> goals(Result result, Line purse) {
        Line rival = rival(result);
        String mine = ", " + purse.name();
        List<Comparison> goals = new ArrayList<>(List.of(
                new Comparison(
                        CPU_GOAL,
                        purse.ratioTo(result.text(), Turn::cpuMicros),
                        "times the CPU of HttpClient alone" + mine),
                new Comparison(
                        Bound.atMost(0.6),
                        purse.ratioTo(rival, Turn::cpuMicros),
                        "times the CPU of " + rival.name() + mine),
                new Comparison(
                        Bound.atMost(1.5),
                        purse.ratioTo(result.text(), Turn::allocatedBytes),
                        "times the allocation of HttpClient alone" + mine)));
        goals.add(
                inFlight == 1
                        ? new Comparison(
                                Bound.atMost(15),
                                purse.differenceTo(result.text(), Turn::p50Micros),
                                "µs more median latency than HttpClient alone" + mine)
                        : new Comparison(
                                Bound.atLeast(0.9),
                                purse.ratioTo(result.text(), Turn::perSecond),
                                "times the calls of HttpClient alone" + mine));
        return goals;
    }

    /** With more threads than calls, camel-http does no more. */
    private Line rival(Result result) {
        return result.camelHttp().get(threads.indexOf(inFlight));
    }

    Result run(Upstream upstream) throws Exception {
        Upstream.Ledger before = upstream.ledger();
        upstream.respondAfter(latency);
        int callers = Math.min(CALLING_THREADS, inFlight);
        List<Load> loads = new ArrayList<>();
        try {
            String pool = "?maxConnections=" + inFlight;
            RouteContender shipped = RouteContender.purse(upstream, callers, pool);
            String token = shipped.accessToken();
            Load text = added(loads, HttpClientContender.text(upstream, callers, inFlight, token));
            Load tree = added(loads, HttpClientContender.tree(upstream, callers, inFlight, token));
            Load treeOnWorker = added(loads, HttpClientContender.treeOnWorker(upstream, callers, inFlight, token));
            List<Load> camelHttp = new ArrayList<>();
            for (int each : threads) {
                camelHttp.add(added(loads, RouteContender.camelHttp(upstream, each, inFlight, token)));
            }
            Load rival = camelHttp.get(threads.indexOf(inFlight));
            Load purse = added(loads, shipped);
            Load purseOnIo = added(loads, RouteContender.purse(upstream, callers, pool + "&continueOnIoThread=true"));
            // What is compared has its turns next to each other.
            List<Load> order = new ArrayList<>(List.of(purseOnIo, text, purse, rival, treeOnWorker, tree));
            camelHttp.stream().filter(load -> load != rival).forEach(order::add);

            Queue<String> payments = new ConcurrentLinkedQueue<>();
            Map<Load, List<Turn>> taken = takeTurns(upstream, order, payments);
            List<Profile> profiles = profiles(upstream, List.of(text, tree, rival, purse, purseOnIo), taken, payments);
            Upstream.Ledger after = upstream.ledger();
            return new Result(
                    line(text, taken),
                    line(treeOnWorker, taken),
                    camelHttp.stream().map(load -> line(load, taken)).toList(),
                    line(purse, taken),
                    line(purseOnIo, taken),
                    loads.stream().map(load -> line(load, taken)).toList(),
                    profiles,
                    taken.values().stream()
                                    .flatMap(List::stream)
                                    .mapToLong(Turn::calls)
                                    .sum()
                            + profiles.stream().mapToLong(Profile::calls).sum(),
                    new Upstream.Ledger(
                            after.capturedOnce() - before.capturedOnce(),
                            after.capturedWrongly() - before.capturedWrongly()));
        } finally {
            loads.forEach(load -> {
                load.contender().close();
                load.close();
            });
        }
    }

    private Load added(List<Load> loads, Contender contender) {
        Load load = new Load(contender, inFlight);
        loads.add(load);
        return load;
    }

    private Map<Load, List<Turn>> takeTurns(Upstream upstream, List<Load> order, Queue<String> payments)
            throws InterruptedException {
        Map<Load, List<Turn>> taken = new HashMap<>();
        for (int round = 0; round < turns.warmUp() + turns.rounds(); round++) {
            for (Load load : order) {
                provide(payments, upstream);
                taken.computeIfAbsent(load, first -> new ArrayList<>()).add(load.run(payments, turns.time()));
            }
            // None has its turns always after the same one.
            Collections.reverse(order);
        }
        return taken;
    }

    private List<Profile> profiles(
            Upstream upstream, List<Load> loads, Map<Load, List<Turn>> taken, Queue<String> payments) throws Exception {
        List<Profile> profiles = new ArrayList<>();
        for (Load load : loads) {
            try (ProfileRecording recording = new ProfileRecording()) {
                for (int turn = 0; turn < turns.profiled(); turn++) {
                    provide(payments, upstream);
                    recording.record(() -> load.run(payments, turns.time()));
                }
                profiles.add(recording.profile(line(load, taken)));
            }
        }
        return profiles;
    }

    private void provide(Queue<String> payments, Upstream upstream) {
        payments.addAll(upstream.openPayments(mostCalls() - payments.size()));
    }

    /** Without the warm-up. */
    private Line line(Load load, Map<Load, List<Turn>> taken) {
        return new Line(
                load.contender().name(), taken.get(load).subList(turns.warmUp(), turns.warmUp() + turns.rounds()));
    }

    /** More than this cannot be completed in a turn. */
    private int mostCalls() {
        return latency.isZero()
                ? (int) (MOST_PER_SECOND * turns.time().toMillis() / 1000) + inFlight
                : (int) (inFlight * (turns.time().toNanos() / latency.toNanos() + 2));
    }
}
