package io.camelpurse.client;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Supplies the wall clock and the monotonic clock. It is passed in wherever time is read, so that a test can move it.
 */
public interface TimeSource extends InstantSource {

    /**
     * The monotonic clock: durations are measured with it, since it never goes back when the wall clock is set.
     *
     * @return nanoseconds since an arbitrary origin, as {@link System#nanoTime()}
     */
    long nanoTime();

    /**
     * Lets the current thread wait until this much time has passed.
     *
     * @param millis how long
     * @throws InterruptedException if the thread is to stop
     */
    default void sleep(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /**
     * The clocks of this machine.
     *
     * @return UTC
     */
    static TimeSource system() {
        return of(Clock.systemUTC());
    }

    /**
     * A wall clock of one's own beside this machine's monotonic clock.
     *
     * @param clock the wall clock
     * @return both
     */
    static TimeSource of(InstantSource clock) {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
