package io.camelpurse.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;

/**
 * A closed loop: as many calls under way as allowed, a new one as soon as one is completed. A route that holds its
 * calling threads has no more under way than there are such threads.
 */
final class Load {

    private final Contender contender;
    private final Queue<String> payments;
    private final int inFlight;
    private final Semaphore permits;
    private final LongAdder completed = new LongAdder();
    private final LongAdder completedInTime = new LongAdder();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile long end;

    /**
     * What came of it.
     *
     * @param calls      that were made, each with success
     * @param perSecond  calls that were completed in the time given, per second
     * @param cpuMicros  this process's processor time for each call, in microseconds
     */
    record Outcome(long calls, double perSecond, double cpuMicros) {

        /** @param cpuBefore this process's {@link #cpuNanos()} when the time began */
        static Outcome of(long calls, Duration time, long cpuBefore) {
            return new Outcome(calls, calls * 1e9 / time.toNanos(), (cpuNanos() - cpuBefore) / 1e3 / calls);
        }
    }

    /**
     * @param payments one is taken for each call
     */
    Load(Contender contender, Queue<String> payments, int inFlight) {
        this.contender = contender;
        this.payments = payments;
        this.inFlight = inFlight;
        this.permits = new Semaphore(inFlight);
    }

    /**
     * Calls for a while, and waits for the last response. To be run once.
     *
     * @throws IllegalStateException if any call failed, or if there were too few payments
     */
    Outcome run(Duration time) throws InterruptedException {
        long cpuBefore = cpuNanos();
        end = System.nanoTime() + time.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < contender.callingThreads(); i++) {
            Thread caller = new Thread(this::callUntilTheEnd, "caller-" + i);
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        permits.acquire(inFlight);
        if (failure.get() != null) {
            throw new IllegalStateException(contender.name() + " failed", failure.get());
        }
        return new Outcome(
                completed.sum(),
                completedInTime.sum() * 1e9 / time.toNanos(),
                (cpuNanos() - cpuBefore) / 1e3 / completed.sum());
    }

    private void callUntilTheEnd() {
        while (System.nanoTime() < end && failure.get() == null) {
            permits.acquireUninterruptibly();
            String payment = payments.poll();
            if (payment == null) {
                failure.set(new IllegalStateException("there are no payments left"));
                permits.release();
            } else {
                contender.call(new Capture(payment), this::completed);
            }
        }
    }

    private void completed(Exchange exchange) {
        if (exchange.getException() != null) {
            failure.set(exchange.getException());
        } else {
            completed.increment();
            if (System.nanoTime() <= end) {
                completedInTime.increment();
            }
        }
        permits.release();
    }

    /** The processor time that this process has had. */
    static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
