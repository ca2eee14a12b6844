package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Captures of the component against what one writes without it, in one process and one run, in turns.
 *
 * @param warmUp   how often each has its turn before it counts
 * @param rounds   how often each has its turn
 * @param time     how long a turn is
 * @param latency  after what time the upstream responds
 * @param inFlight how many calls may be under way
 * @param threads  of each of the camel-http routes
 */
record CallsBenchmark(int warmUp, int rounds, Duration time, Duration latency, int inFlight, List<Integer> threads) {

    /** Where a call needs no time, no thread makes more calls than this in a second. */
    private static final int MOST_PER_SECOND = 20_000;

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
     * @param camelHttp    routes over camel-http that do the same, the one with most threads last
     * @param purse        the component as it ships
     * @param purseOnIo    the component whose routes continue on the thread that received the response
     * @param lines        all of them
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
            long calls,
            Upstream.Ledger ledger) {

        /** What a change of the component must not make worse. */
        List<Comparison> comparisons() {
            List<Comparison> all = new ArrayList<>(List.of(
                    new Comparison(
                            Bound.atMost(2.5),
                            purseOnIo.ratioTo(text, Turn::cpuMicros),
                            "times the CPU of HttpClient alone, both on its thread"),
                    new Comparison(
                            Bound.atMost(2),
                            purse.ratioTo(treeOnWorker, Turn::cpuMicros),
                            "times the CPU of HttpClient with tree and worker thread"),
                    new Comparison(
                            Bound.atMost(1.5),
                            purse.ratioTo(text, Turn::allocatedBytes),
                            "times the allocation of HttpClient alone")));
            if (camelHttp.size() == 1) {
                // Of more calls at a time, the latency is that of the queue.
                all.add(new Comparison(
                        Bound.atMost(2),
                        purseOnIo.ratioTo(text, Turn::p50Micros),
                        "times the median latency of HttpClient alone"));
            } else {
                Line widest = camelHttp.get(camelHttp.size() - 1);
                all.add(new Comparison(
                        Bound.atMost(1.25),
                        purse.ratioTo(widest, Turn::cpuMicros),
                        "times the CPU of " + widest.name()));
            }
            if (camelHttp.size() == 3) {
                Line narrowest = camelHttp.get(0);
                all.add(new Comparison(
                        Bound.atLeast(20),
                        purse.ratioTo(narrowest, Turn::perSecond),
                        "times the calls of " + narrowest.name()));
            }
            return all;
        }
    }

    Result run(Upstream upstream) throws Exception {
        Upstream.Ledger before = upstream.ledger();
        upstream.respondAfter(latency);
        int callers = Math.min(CALLING_THREADS, inFlight);
        List<Load> loads = new ArrayList<>();
        try {
            RouteContender purse = RouteContender.purse(upstream, callers, "?maxConnections=" + inFlight);
            String token = purse.accessToken();
            loads.add(new Load(HttpClientContender.text(upstream, callers, inFlight, token), inFlight));
            loads.add(new Load(HttpClientContender.tree(upstream, callers, inFlight, token), inFlight));
            loads.add(new Load(HttpClientContender.treeOnWorker(upstream, callers, inFlight, token), inFlight));
            for (int each : threads) {
                loads.add(new Load(RouteContender.camelHttp(upstream, each, inFlight, token), inFlight));
            }
            loads.add(new Load(purse, inFlight));
            loads.add(new Load(
                    RouteContender.purse(upstream, callers, "?maxConnections=" + inFlight + "&continueOnIoThread=true"),
                    inFlight));
            return result(upstream, before, takeTurns(upstream, loads));
        } finally {
            loads.forEach(load -> {
                load.contender().close();
                load.close();
            });
        }
    }

    private List<Line> takeTurns(Upstream upstream, List<Load> loads) throws InterruptedException {
        List<Line> lines = loads.stream()
                .map(load -> new Line(load.contender().name(), new ArrayList<>()))
                .toList();
        Queue<String> payments = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < warmUp + rounds; round++) {
            for (int contender = 0; contender < loads.size(); contender++) {
                payments.addAll(upstream.openPayments(mostCalls() - payments.size()));
                lines.get(contender).turns().add(loads.get(contender).run(payments, time));
            }
        }
        return lines;
    }

    private Result result(Upstream upstream, Upstream.Ledger before, List<Line> all) {
        Upstream.Ledger after = upstream.ledger();
        List<Line> lines = all.stream()
                .map(line -> new Line(line.name(), line.turns().subList(warmUp, warmUp + rounds)))
                .toList();
        int purse = 3 + threads.size();
        return new Result(
                lines.get(0),
                lines.get(2),
                lines.subList(3, purse),
                lines.get(purse),
                lines.get(purse + 1),
                lines,
                all.stream()
                        .flatMap(line -> line.turns().stream())
                        .mapToLong(Turn::calls)
                        .sum(),
                new Upstream.Ledger(
                        after.capturedOnce() - before.capturedOnce(),
                        after.capturedWrongly() - before.capturedWrongly()));
    }

    /** More than this cannot be completed in a turn. */
    private int mostCalls() {
        return latency.isZero()
                ? (int) (MOST_PER_SECOND * time.toMillis() / 1000) + inFlight
                : (int) (inFlight * (time.toNanos() / latency.toNanos() + 2));
    }
}
