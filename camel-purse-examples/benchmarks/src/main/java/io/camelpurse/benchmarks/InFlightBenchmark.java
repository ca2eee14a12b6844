package io.camelpurse.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;

/**
 * Very many captures under way at once, handed in by one thread: what they cost in threads and memory, and whether each
 * moves its money once.
 *
 * @param calls   how many, each on a connection of its own
 * @param latency after what time the upstream answers
 */
record InFlightBenchmark(int calls, Duration latency) {

    private static final int WARM_UP = 500;
    private static final long PATIENCE_SECONDS = 60;

    /**
     * What came of it.
     *
     * @param calls       how many were made
     * @param succeeded   how many of them succeeded
     * @param failure     why one of the others did not, or {@code null}
     * @param waiting     how many waited in the upstream at the same moment, at most
     * @param cold        how long all of them took, connecting included
     * @param warm        how long as many took over the connections that were there
     * @param threads     how many threads this process had at the same moment, at most
     * @param heapPerCall what a call that waits keeps of the heap, its connection included, in bytes
     * @param books       what the sandbox says about them
     */
    record Result(
            int calls,
            int succeeded,
            Exception failure,
            int waiting,
            Duration cold,
            Duration warm,
            int threads,
            long heapPerCall,
            Upstream.Books books) {}

    Result run(Upstream upstream) throws Exception {
        Upstream.Books before = upstream.books();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        try (Contender purse = Contender.purse(upstream, 1, "?maxConnections=" + calls)) {
            upstream.answerAfter(Duration.ZERO);
            Wave warmUp = new Wave(purse, upstream.openPayments(WARM_UP));
            warmUp.handIn();
            warmUp.await();
            upstream.answerAfter(latency);
            long idleHeap = liveHeap();

            Wave cold = new Wave(purse, upstream.openPayments(calls));
            cold.handIn();
            Duration coldTime = cold.await();
            int waiting = upstream.mostWaiting(latency);

            Wave warm = new Wave(purse, upstream.openPayments(calls));
            warm.handIn();
            Duration warmTime = warm.await();
            waiting = Math.max(waiting, upstream.mostWaiting(latency));

            Wave weighed = new Wave(purse, upstream.openPayments(calls));
            weighed.handIn();
            long heap = liveHeap() - idleHeap;
            weighed.await();

            Upstream.Books after = upstream.books();
            List<Wave> waves = List.of(warmUp, cold, warm, weighed);
            return new Result(
                    waves.stream().mapToInt(Wave::size).sum(),
                    waves.stream().mapToInt(wave -> wave.succeeded.get()).sum(),
                    waves.stream()
                            .map(wave -> wave.failure.get())
                            .filter(e -> e != null)
                            .findFirst()
                            .orElse(null),
                    waiting,
                    coldTime,
                    warmTime,
                    threads.getPeakThreadCount(),
                    heap / calls,
                    new Upstream.Books(
                            after.capturedOnce() - before.capturedOnce(),
                            after.capturedWrongly() - before.capturedWrongly()));
        }
    }

    private static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Calls that are all handed in before any answer is waited for. */
    private static final class Wave {

        private final Contender contender;
        private final List<String> payments;
        private final CountDownLatch open;
        private final AtomicInteger succeeded = new AtomicInteger();
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private long began;

        Wave(Contender contender, List<String> payments) {
            this.contender = contender;
            this.payments = payments;
            this.open = new CountDownLatch(payments.size());
        }

        int size() {
            return payments.size();
        }

        void handIn() {
            began = System.nanoTime();
            payments.forEach(payment -> contender.call(new Capture(payment), this::answered));
        }

        Duration await() throws InterruptedException {
            if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                failure.compareAndSet(null, new IllegalStateException(open.getCount() + " calls never ended"));
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }

        private void answered(Exchange exchange) {
            if (exchange.getException() == null) {
                succeeded.incrementAndGet();
            } else {
                failure.compareAndSet(null, exchange.getException());
            }
            open.countDown();
        }
    }
}
