package io.camelpurse.client;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the traffic that retries add. The retries of many calls together can keep an upstream from recovering; a
 * share of the calls is enough to detect that it has recovered.
 */
final class RetryBudget {

    /** So that a route with little traffic can retry at all. */
    private static final int ALWAYS_ALLOWED = 10;

    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    /** After this many halvings, nothing is left of any count. */
    private static final int MOST_HALVINGS = 31;

    private final TimeSource time;
    private final LongAdder allRetries = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private long windowStart;
    private int calls;
    private int retries;

    /** Of the endpoint that has retried last. */
    private int lastPercent;

    /** @param percent as {@link #allows} */
    RetryBudget(TimeSource time, int percent) {
        this.time = time;
        this.lastPercent = percent;
        this.windowStart = time.nanoTime();
    }

    void called() {
        lock.lock();
        try {
            age();
            calls++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param percent of the calls that may be retried
     * @return whether one more may be
     */
    boolean allows(int percent) {
        lock.lock();
        try {
            age();
            lastPercent = percent;
            if (remaining() <= 0) {
                return false;
            }
            retries++;
            allRetries.increment();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many retries it allows at present. */
    int left() {
        lock.lock();
        try {
            age();
            return Math.max(0, remaining());
        } finally {
            lock.unlock();
        }
    }

    /** How many retries it has allowed so far. */
    long used() {
        return allRetries.sum();
    }

    private int remaining() {
        return (int) Math.max(ALWAYS_ALLOWED, (long) calls * lastPercent / 100) - retries;
    }

    /** Halves what was counted, once for each window that has elapsed, so that the past counts less and less. */
    private void age() {
        long windows = (time.nanoTime() - windowStart) / WINDOW_NANOS;
        if (windows <= 0) {
            return;
        }
        int halvings = (int) Math.min(windows, MOST_HALVINGS);
        calls >>= halvings;
        retries >>= halvings;
        windowStart += windows * WINDOW_NANOS;
    }
}
