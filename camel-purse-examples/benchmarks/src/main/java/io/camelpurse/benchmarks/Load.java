package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * A closed loop: as many calls under way as allowed, a new one as soon as one is completed. A contender that holds its
 * calling threads has no more under way than there are such threads.
 */
final class Load implements AutoCloseable {

    private final Contender contender;
    private final int inFlight;
    private final ExecutorService callers;

    /** @param inFlight how many calls may be under way */
    Load(Contender contender, int inFlight) {
        this.contender = contender;
        this.inFlight = inFlight;
        this.callers = Executors.newFixedThreadPool(contender.callingThreads());
    }

    Contender contender() {
        return contender;
    }

    /**
     * Calls for a while, and waits for the last response.
     *
     * @param payments one is taken for each call
     * @throws IllegalStateException if any call failed, or if there were too few payments
     */
    Turn run(Queue<String> payments, Duration time) throws InterruptedException {
        return new Run(payments, time).run();
    }

    @Override
    public void close() {
        callers.shutdown();
    }

    private final class Run {

        private final Queue<String> payments;
        private final Duration time;
        private final Semaphore permits = new Semaphore(inFlight);
        private final AtomicInteger completed = new AtomicInteger();
        private final LongAdder completedInTime = new LongAdder();
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final long[] latencies;
        private volatile long end;

        Run(Queue<String> payments, Duration time) {
            this.payments = payments;
            this.time = time;
            this.latencies = new long[payments.size()];
        }

        Turn run() throws InterruptedException {
            CountDownLatch working = new CountDownLatch(contender.callingThreads());
            ProcessCounters before = ProcessCounters.before();
            end = System.nanoTime() + time.toNanos();
            for (int i = 0; i < contender.callingThreads(); i++) {
                callers.execute(() -> {
                    try {
                        callUntilTheEnd();
                    } finally {
                        working.countDown();
                    }
                });
            }
            working.await();
            permits.acquire(inFlight);
            if (failure.get() != null) {
                throw new IllegalStateException(contender.name() + " failed", failure.get());
            }
            ProcessCounters after = ProcessCounters.after();
            return Turn.of(
                    completed.get(),
                    completedInTime.sum() * 1e9 / time.toNanos(),
                    before,
                    after,
                    Arrays.copyOf(latencies, completed.get()));
        }

        private void callUntilTheEnd() {
            while (System.nanoTime() < end && failure.get() == null) {
                permits.acquireUninterruptibly();
                String payment = payments.poll();
                if (payment == null) {
                    failure.set(new IllegalStateException("there are no payments left"));
                    permits.release();
                } else {
                    long begun = System.nanoTime();
                    try {
                        contender.call(new Capture(payment), failed -> completed(begun, failed));
                    } catch (RuntimeException e) {
                        completed(begun, e);
                    }
                }
            }
        }

        private void completed(long begun, Exception failed) {
            long now = System.nanoTime();
            if (failed != null) {
                failure.set(failed);
            } else {
                latencies[completed.getAndIncrement()] = now - begun;
                if (now <= end) {
                    completedInTime.increment();
                }
            }
            permits.release();
        }
    }
}
