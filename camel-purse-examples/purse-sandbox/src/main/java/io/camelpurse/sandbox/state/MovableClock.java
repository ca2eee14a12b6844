package io.camelpurse.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The sandbox's time: it runs like another clock and can be moved ahead. Milliseconds, UTC. */
public final class MovableClock extends Clock {
    private final Clock source;
    private Duration ahead = Duration.ZERO;

    /**
     * A clock that runs like another one.
     *
     * @param source the other clock
     */
    public MovableClock(Clock source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox's clock is UTC");
    }

    /**
     * Moves the clock.
     *
     * @param duration how far; not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The clock cannot go back: " + duration);
        }
        ahead = ahead.plus(duration);
    }

    /** Goes back to the source's time. */
    public void reset() {
        ahead = Duration.ZERO;
    }
}
