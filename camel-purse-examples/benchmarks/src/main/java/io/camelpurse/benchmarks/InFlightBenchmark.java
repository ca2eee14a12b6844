package io.camelpurse.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Very many captures under way at once: what they cost in threads and memory, and whether each moves its money once.
 *
 * @param calls   how many, each on a connection of its own
 * @param latency after what time the upstream responds
 * @param warmUp  for how long calls are made before, few at a time
 * @param turns   how many waves of calls are timed of each contender
 * @param threads of each of the camel-http routes, which can have no more calls under way
 */
record InFlightBenchmark(int calls, Duration latency, Duration warmUp, int turns, List<Integer> threads) {

    /** What a waiting call may keep of the heap, in bytes. */
    static final int MOST_HEAP = 20_000;

    /** Calls had ended before the heap was read. */
    static final long NOT_READ = -1;

    /** Besides those that are timed: one connects, during one the heap is read, and one is sampled. */
    private static final int OTHER_WAVES = 3;

    private static final int FEW = 100;
    private static final Duration SHORT = Duration.ofMillis(20);

    /**
     * What came of one contender's calls.
     *
     * @param calls       how many it made in each wave
     * @param succeeded   how many of all of them succeeded
     * @param failure     why one of the others did not, or {@code null}
     * @param underWay    how many were started and not completed at the same moment, at most
     * @param waiting     how many of them waited in the upstream at the same moment, at least
     * @param cold        how long a wave took, connecting included
     * @param line        what the calls cost over the connections that were there, each wave a turn
     * @param threads     how many threads this process had at the same moment, at most
     * @param profile     what the processor time of one wave is for
     * @param heap        bytes of the heap while all of them wait, or {@link #NOT_READ}
     */
    record Held(
            int calls,
            int succeeded,
            Exception failure,
            int underWay,
            int waiting,
            Duration cold,
            Line line,
            int threads,
            Profile profile,
            long heap) {

        String name() {
            return line.name();
        }

        private CallsBenchmark.Comparison comparedWith(Held httpClient) {
            return new CallsBenchmark.Comparison(
                    CallsBenchmark.CPU_GOAL,
                    line.ratioTo(httpClient.line, Turn::cpuMicros),
                    "times the CPU of " + httpClient.name() + ", " + name());
        }
    }

    /**
     * What came of all.
     *
     * @param purse    the component as it ships
     * @param goals    what the component should come to, both ways
     * @param all      every contender, the component too
     * @param idleHeap bytes of the heap without any contender
     * @param calls    all of their calls, the warm-up's too
     * @param ledger   what the sandbox says about them
     * @param others   the share of the processors that others have used, at most, while one contender was measured
     */
    record Result(
            Held purse,
            List<CallsBenchmark.Comparison> goals,
            List<Held> all,
            long idleHeap,
            long calls,
            Upstream.Ledger ledger,
            double others) {

        boolean machineWasBusy() {
            return MachineLoad.isBusy(others);
        }

        /** Bytes that a waiting call keeps, its connection included, or {@link #NOT_READ}. */
        long heapPerCall(Held held) {
            return held.heap() == NOT_READ ? NOT_READ : (held.heap() - idleHeap) / held.calls();
        }
    }

    /** Makes a contender. */
    @FunctionalInterface
    private interface Source {

        Contender start(Upstream upstream, String accessToken) throws Exception;
    }

    /** How many waves each contender has. */
    int waves() {
        return OTHER_WAVES + turns;
    }

    Result run() throws Exception {
        String pool = "?maxConnections=" + calls;
        String onIoThread = pool + "&continueOnIoThread=true";
        Run run = new Run();
        Held purse = run.of(calls, (upstream, token) -> RouteContender.purse(upstream, 1, pool));
        Held purseOnIo = run.of(calls, (upstream, token) -> RouteContender.purse(upstream, 1, onIoThread));
        Held text = run.of(calls, (upstream, token) -> HttpClientContender.text(upstream, 1, calls, token));
        List<Held> all = new ArrayList<>(List.of(
                purse,
                purseOnIo,
                text,
                run.of(calls, (upstream, token) -> HttpClientContender.tree(upstream, 1, calls, token)),
                run.of(calls, (upstream, token) -> HttpClientContender.treeOnWorker(upstream, 1, calls, token))));
        for (int each : threads) {
            all.add(run.of(each, (upstream, token) -> RouteContender.camelHttp(upstream, each, each, token)));
        }
        return new Result(
                purse,
                List.of(purse.comparedWith(text), purseOnIo.comparedWith(text)),
                all,
                run.idleHeap,
                run.made,
                new Upstream.Ledger(run.capturedOnce, run.capturedWrongly),
                run.others);
    }

    private static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        // What has a cleaner, as sockets have, is garbage only after it ran.
        for (int collection = 0; collection < 3; collection++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private final class Run {

        private final ThreadMXBean threadCounts = ManagementFactory.getThreadMXBean();

        /** At its smallest: for a while, a closed contender still keeps a part of it. */
        private long idleHeap = liveHeap();

        private long made;
        private long capturedOnce;
        private long capturedWrongly;
        private double others;

        /**
         * The contenders do not share an upstream, whose ledger would grow from one to the next.
         *
         * @param size how many calls a wave has
         */
        Held of(int size, Source source) throws Exception {
            idleHeap = Math.min(idleHeap, liveHeap());
            try (Upstream upstream = Upstream.start()) {
                String token;
                try (RouteContender purse = RouteContender.purse(upstream, 1, "")) {
                    token = purse.accessToken();
                }
                threadCounts.resetPeakThreadCount();
                MachineLoad load = new MachineLoad(() -> upstream.cpuTime().plus(MachineLoad.ownCpuTime()));
                try (Contender contender = source.start(upstream, token)) {
                    // They live as long as the contender: a thread that ends takes what it allocated with it.
                    ExecutorService callers = Executors.newFixedThreadPool(contender.callingThreads());
                    try {
                        return waves(size, upstream, contender, callers);
                    } finally {
                        callers.shutdown();
                        others = Math.max(others, load.others());
                        Upstream.Ledger ledger = upstream.ledger();
                        capturedOnce += ledger.capturedOnce();
                        capturedWrongly += ledger.capturedWrongly();
                    }
                }
            }
        }

        private Held waves(int size, Upstream upstream, Contender contender, Executor callers) throws Exception {
            made += warmUp(upstream, contender) + (long) InFlightBenchmark.this.waves() * size;
            upstream.respondAfter(latency);

            Wave cold = new Wave(contender, upstream.openPayments(size));
            cold.start(callers);
            Duration coldTime = cold.await();
            int waiting = upstream.mostWaiting(latency);

            List<Wave> warm = new ArrayList<>();
            List<Turn> timed = new ArrayList<>();
            for (int turn = 0; turn < turns; turn++) {
                Wave wave = new Wave(contender, upstream.openPayments(size));
                ProcessCounters before = ProcessCounters.before();
                wave.start(callers);
                Duration time = wave.await();
                ProcessCounters after = ProcessCounters.after();
                timed.add(Turn.of(size, size * 1e9 / time.toNanos(), before, after, wave.latencies()));
                waiting = Math.max(waiting, upstream.mostWaiting(latency));
                warm.add(wave);
            }
            Line line = new Line(contender.name(), timed);

            Wave weighed = new Wave(contender, upstream.openPayments(size));
            weighed.start(callers);
            long heap = liveHeap();
            boolean allWaited = weighed.underWay() == size;
            weighed.await();

            Wave sampled = new Wave(contender, upstream.openPayments(size));
            Profile profile;
            try (ProfileRecording recording = new ProfileRecording()) {
                recording.record(() -> {
                    sampled.start(callers);
                    sampled.await();
                    return timed.get(0);
                });
                profile = recording.profile(line);
            }

            List<Wave> waves = new ArrayList<>(warm);
            waves.addAll(List.of(cold, weighed, sampled));
            return new Held(
                    size,
                    waves.stream().mapToInt(Wave::succeeded).sum(),
                    waves.stream()
                            .map(Wave::failure)
                            .filter(failure -> failure != null)
                            .findFirst()
                            .orElse(null),
                    waves.stream().mapToInt(Wave::most).max().orElseThrow(),
                    waiting,
                    coldTime,
                    line,
                    threadCounts.getPeakThreadCount(),
                    profile,
                    allWaited ? heap : NOT_READ);
        }

        private long warmUp(Upstream upstream, Contender contender) throws InterruptedException {
            upstream.respondAfter(SHORT);
            int enough = FEW * (int) (warmUp.dividedBy(SHORT) + 2);
            Queue<String> payments = new ConcurrentLinkedQueue<>(upstream.openPayments(enough));
            try (Load load = new Load(contender, FEW)) {
                return load.run(payments, warmUp).calls();
            }
        }
    }
}
