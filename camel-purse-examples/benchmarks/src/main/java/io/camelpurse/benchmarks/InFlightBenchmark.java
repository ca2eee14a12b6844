package io.camelpurse.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Very many captures under way at once, sent by one thread: what they cost in threads and memory, and whether each
 * moves its money once.
 *
 * @param calls   how many, each on a connection of its own
 * @param latency after what time the upstream responds
 * @param warmUp  for how long calls are made before, few at a time
 */
record InFlightBenchmark(int calls, Duration latency, Duration warmUp) {

    /** What a waiting call may keep of the heap, in bytes. */
    static final int MOST_HEAP = 20_000;

    private static final int FEW = 100;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final long PATIENCE_SECONDS = 60;

    /**
     * What came of it.
     *
     * @param calls       how many were made
     * @param succeeded   how many of them succeeded
     * @param failure     why one of the others did not, or {@code null}
     * @param underWay    how many were started and not completed at the same moment, at most
     * @param waiting     how many of them waited in the upstream at the same moment, at least
     * @param cold        how long all of them took, connecting included
     * @param warm        how long as many took over the connections that were there
     * @param threads     how many threads this process had at the same moment, at most
     * @param heapPerCall what a call that waits keeps of the heap, its connection included, in bytes
     * @param ledger       what the sandbox says about them
     */
    record Result(
            int calls,
            int succeeded,
            Exception failure,
            int underWay,
            int waiting,
            Duration cold,
            Duration warm,
            int threads,
            long heapPerCall,
            Upstream.Ledger ledger) {}

    Result run(Upstream upstream) throws Exception {
        Upstream.Ledger before = upstream.ledger();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        try (RouteContender purse = RouteContender.purse(upstream, 1, "?maxConnections=" + calls)) {
            long warmUpCalls = warmUp(upstream, purse);
            upstream.respondAfter(latency);
            long idleHeap = liveHeap();

            Wave cold = new Wave(purse, upstream.openPayments(calls));
            cold.submit();
            Duration coldTime = cold.await();
            int waiting = upstream.mostWaiting(latency);

            Wave warm = new Wave(purse, upstream.openPayments(calls));
            warm.submit();
            Duration warmTime = warm.await();
            waiting = Math.max(waiting, upstream.mostWaiting(latency));

            Wave weighed = new Wave(purse, upstream.openPayments(calls));
            weighed.submit();
            long heap = liveHeap() - idleHeap;
            weighed.await();

            Upstream.Ledger after = upstream.ledger();
            List<Wave> waves = List.of(cold, warm, weighed);
            return new Result(
                    waves.stream().mapToInt(Wave::size).sum(),
                    waves.stream().mapToInt(wave -> wave.succeeded.get()).sum(),
                    waves.stream()
                            .map(wave -> wave.failure.get())
                            .filter(e -> e != null)
                            .findFirst()
                            .orElse(null),
                    Math.max(cold.most(), warm.most()),
                    waiting,
                    coldTime,
                    warmTime,
                    threads.getPeakThreadCount(),
                    heap / calls,
                    new Upstream.Ledger(
                            after.capturedOnce() - before.capturedOnce() - warmUpCalls,
                            after.capturedWrongly() - before.capturedWrongly()));
        }
    }

    private long warmUp(Upstream upstream, Contender purse) throws InterruptedException {
        upstream.respondAfter(SHORT);
        int enough = FEW * (int) (warmUp.dividedBy(SHORT) + 2);
        Queue<String> payments = new ConcurrentLinkedQueue<>(upstream.openPayments(enough));
        try (Load load = new Load(purse, FEW)) {
            return load.run(payments, warmUp).calls();
        }
    }

    private static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Calls that are all started before any response is awaited. */
    private static final class Wave {

        private final Contender contender;
        private final List<String> payments;
        private final CountDownLatch open;
        private final AtomicInteger succeeded = new AtomicInteger();
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final AtomicInteger underWay = new AtomicInteger();
        private int most;
        private long began;

        Wave(Contender contender, List<String> payments) {
            this.contender = contender;
            this.payments = payments;
            this.open = new CountDownLatch(payments.size());
        }

        int size() {
            return payments.size();
        }

        void submit() {
            began = System.nanoTime();
            for (String payment : payments) {
                underWay.incrementAndGet();
                contender.call(new Capture(payment), this::completed);
                most = Math.max(most, underWay.get());
            }
        }

        Duration await() throws InterruptedException {
            if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                failure.compareAndSet(null, new IllegalStateException(open.getCount() + " calls never ended"));
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }

        int most() {
            return most;
        }

        private void completed(Exception failed) {
            underWay.decrementAndGet();
            if (failed == null) {
                succeeded.incrementAndGet();
            } else {
                failure.compareAndSet(null, failed);
            }
            open.countDown();
        }
    }
}
