package io.camelpurse.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much traffic retries may add. Against an upstream that is down, retries of many calls together would only keep it
 * down; a share of the calls is enough to notice that it is back.
 */
final class RetryBudget {

    /** So that a route with little traffic can retry at all. */
    private static final int ALWAYS_ALLOWED = 10;

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant windowEnd = Instant.MIN;
    private int calls;
    private int retries;

    RetryBudget(Clock clock) {
        this.clock = clock;
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
     * @param percent of the calls that may be repeated
     * @return whether one more may be
     */
    boolean allows(int percent) {
        lock.lock();
        try {
            age();
            if (retries >= Math.max(ALWAYS_ALLOWED, (long) calls * percent / 100)) {
                return false;
            }
            retries++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Halves what was counted, so that the past counts less and less. */
    private void age() {
        Instant now = clock.instant();
        if (now.isBefore(windowEnd)) {
            return;
        }
        calls /= 2;
        retries /= 2;
        windowEnd = now.plus(WINDOW);
    }
}
