package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Calls that are all started before any response is awaited. */
final class Wave {

    private static final long PATIENCE_SECONDS = 60;

    private final Contender contender;
    private final int size;
    private final Queue<String> payments;
    private final CountDownLatch unstarted;
    private final CountDownLatch open;
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final long[] latencies;
    private long began;

    /** @param payments one for each call */
    Wave(Contender contender, List<String> payments) {
        this.contender = contender;
        this.size = payments.size();
        this.payments = new ConcurrentLinkedQueue<>(payments);
        this.unstarted = new CountDownLatch(size);
        this.open = new CountDownLatch(size);
        this.latencies = new long[size];
    }

    /**
     * Returns when the last call has been started.
     *
     * @param callers has the contender's calling threads
     */
    void start(Executor callers) throws InterruptedException {
        began = System.nanoTime();
        for (int i = 0; i < contender.callingThreads(); i++) {
            callers.execute(this::callAll);
        }
        if (!unstarted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            fail(new IllegalStateException(unstarted.getCount() + " calls were never started"));
        }
    }

    /** Waits for the last response; returns the time since the start. */
    Duration await() throws InterruptedException {
        if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            fail(new IllegalStateException(open.getCount() + " calls never ended"));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    int succeeded() {
        return succeeded.get();
    }

    /** Why one call failed, or {@code null}. */
    Exception failure() {
        return failure.get();
    }

    /** How many calls are started and not completed. */
    int underWay() {
        return underWay.get();
    }

    /** How many calls were started and not completed at the same moment, at most. */
    int most() {
        return most.get();
    }

    /** In nanoseconds, of the calls that succeeded. */
    long[] latencies() {
        return Arrays.copyOf(latencies, succeeded.get());
    }

    private void callAll() {
        for (String payment = payments.poll(); payment != null; payment = payments.poll()) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            unstarted.countDown();
            long begun = System.nanoTime();
            try {
                contender.call(new Capture(payment), failed -> completed(begun, failed));
            } catch (RuntimeException e) {
                completed(begun, e);
            }
        }
    }

    private void completed(long begun, Exception failed) {
        underWay.decrementAndGet();
        if (failed == null) {
            latencies[succeeded.getAndIncrement()] = System.nanoTime() - begun;
        } else {
            fail(failed);
        }
        open.countDown();
    }

    private void fail(Exception reason) {
        failure.compareAndSet(null, reason);
    }
}
