package io.camelpurse.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment at which a call is over, whatever it is waiting for.
 */
public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never negative. */
    long leftMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime()));
    }

    Duration atMost(Duration wait) {
        return Duration.ofMillis(Math.min(wait.toMillis(), leftMillis()));
    }

    boolean isOver() {
        return leftMillis() == 0;
    }
}
