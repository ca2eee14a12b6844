package io.camelpurse.client;

import java.time.Duration;
import java.time.Instant;

/** Clocks that stand still until they are moved. */
public final class ManualTime implements TimeSource {

    private Instant now;
    private long nanoTime;

    public ManualTime(Instant now, long nanoTime) {
        this.now = now;
        this.nanoTime = nanoTime;
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        now = now.plus(duration);
        nanoTime += duration.toNanos();
    }

    /** Sets the wall clock, as an administrator or NTP does: no time passes. */
    public void set(Instant wallClock) {
        now = wallClock;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanoTime;
    }

    /** Whoever waits lets time pass. */
    @Override
    public void sleep(long millis) {
        advance(Duration.ofMillis(millis));
    }
}
