package io.camelpurse.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Defines the moment at which a call ends, whatever it is waiting for. */
public final class Deadline {

    /** Beyond every call, and far from the end of what nanoseconds can count, which is after 292 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final TimeSource time;
    private final long nanoTime;

    private Deadline(TimeSource time, long nanoTime) {
        this.time = time;
        this.nanoTime = nanoTime;
    }

    static Deadline in(Duration duration, TimeSource time) {
        return new Deadline(time, time.nanoTime() + shorter(duration, LONGEST).toNanos());
    }

    /** Never negative. */
    long leftMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoTime - time.nanoTime()));
    }

    Duration atMost(Duration wait) {
        return shorter(wait, Duration.ofMillis(leftMillis()));
    }

    boolean hasExpired() {
        return leftMillis() == 0;
    }

    /** For deadlines by the same clock. */
    boolean isBefore(Deadline other) {
        return nanoTime - other.nanoTime < 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
