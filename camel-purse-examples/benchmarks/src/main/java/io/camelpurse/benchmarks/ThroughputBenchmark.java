package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Calls per second of the component against the same route over camel-http, in one process and one run, in turns.
 *
 * @param warmUp   how often each has its turn before it counts
 * @param rounds   how often each has its turn
 * @param time     how long a turn is
 * @param latency  after what time the upstream responds
 * @param threads  how many threads call
 * @param inFlight how many calls may be under way
 */
record ThroughputBenchmark(int warmUp, int rounds, Duration time, Duration latency, int threads, int inFlight) {

    /** One contender's turns. */
    record Line(String name, List<Load.Outcome> turns) {

        double perSecond() {
            return Median.of(turns, Load.Outcome::perSecond);
        }

        double cpuMicros() {
            return Median.of(turns, Load.Outcome::cpuMicros);
        }

        /** How many times as much as another did in the same rounds, since the rounds of a busy machine differ. */
        double ratioTo(Line other) {
            return Median.of(
                    IntStream.range(0, turns.size()).boxed().toList(),
                    round -> turns.get(round).perSecond()
                            / other.turns.get(round).perSecond());
        }
    }

    /**
     * What came of it.
     *
     * @param purse     the component as it ships
     * @param camelHttp the route over camel-http as it ships
     * @param wide      that route with as many threads and connections as calls under way
     * @param calls     all calls, the warm-up's too
     * @param ledger     what the sandbox says about them
     */
    record Result(Line purse, Line camelHttp, Line wide, long calls, Upstream.Ledger ledger) {

        double ratio() {
            return purse.ratioTo(camelHttp);
        }

        List<Line> lines() {
            return List.of(purse, camelHttp, wide);
        }
    }

    Result run(Upstream upstream) throws Exception {
        Upstream.Ledger before = upstream.ledger();
        upstream.respondAfter(latency);
        try (Contender purse = Contender.purse(upstream, threads, "")) {
            String token = purse.accessToken();
            try (Contender http = Contender.camelHttp(upstream, threads, 0, token);
                    Contender wide = Contender.camelHttp(upstream, inFlight, inFlight, token)) {
                return takeTurns(upstream, before, new Turns(purse), new Turns(http), new Turns(wide));
            }
        }
    }

    private Result takeTurns(Upstream upstream, Upstream.Ledger before, Turns purse, Turns http, Turns wide)
            throws InterruptedException {
        Queue<String> payments = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < warmUp + rounds; round++) {
            for (Turns contender : List.of(purse, http, wide)) {
                payments.addAll(upstream.openPayments(mostCalls() - payments.size()));
                contender.take(payments, round >= warmUp);
            }
        }
        Upstream.Ledger after = upstream.ledger();
        return new Result(
                purse.line(),
                http.line(),
                wide.line(),
                purse.calls + http.calls + wide.calls,
                new Upstream.Ledger(
                        after.capturedOnce() - before.capturedOnce(),
                        after.capturedWrongly() - before.capturedWrongly()));
    }

    /** More than the upstream's latency lets through cannot be completed. */
    private int mostCalls() {
        return (int) (inFlight * (time.toNanos() / latency.toNanos() + 2));
    }

    /** One contender's way through the rounds. */
    private final class Turns {

        private final Contender contender;
        private final List<Load.Outcome> outcomes = new ArrayList<>();
        private long calls;

        Turns(Contender contender) {
            this.contender = contender;
        }

        void take(Queue<String> payments, boolean counts) throws InterruptedException {
            Load.Outcome outcome = new Load(contender, payments, inFlight).run(time);
            calls += outcome.calls();
            if (counts) {
                outcomes.add(outcome);
            }
        }

        Line line() {
            return new Line(contender.name(), outcomes);
        }
    }
}
