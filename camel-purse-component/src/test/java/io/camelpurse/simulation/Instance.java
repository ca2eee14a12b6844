package io.camelpurse.simulation;

import io.camelpurse.client.Randomness;
import io.camelpurse.client.SimulatedInstance;
import io.camelpurse.client.TimeSource;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntConsumer;

/** One running instance of the application, until it crashes. */
final class Instance {

    private final VirtualTime time;
    private final SimulatedInstance memory;
    private long wallClockAheadMillis;
    private boolean crashed;
    private boolean withoutToken;
    private int timers;

    Instance(VirtualTime time, long seed, long wallClockAheadMillis, IntConsumer transitions) {
        this.time = time;
        this.wallClockAheadMillis = wallClockAheadMillis;
        this.memory = new SimulatedInstance(
                new Clocks(), new SeededRandomness(new SplittableRandom(seed)), this::schedule, transitions);
    }

    SimulatedInstance memory() {
        return memory;
    }

    void crash() {
        crashed = true;
    }

    boolean isCrashed() {
        return crashed;
    }

    long wallClockAheadMillis() {
        return wallClockAheadMillis;
    }

    void moveWallClock(long millis) {
        wallClockAheadMillis += millis;
    }

    void fetchesToken() {
        withoutToken = false;
    }

    /** The fetch of the access token has met a fault. */
    void doesWithoutToken() {
        withoutToken = true;
    }

    boolean isWithoutToken() {
        return withoutToken;
    }

    /** How many timers are neither over nor cancelled. */
    int timers() {
        return timers;
    }

    /** A crashed instance does nothing any more. */
    private Runnable schedule(Runnable action, long millis) {
        Timer timer = new Timer(action);
        Runnable cancellation = time.after(millis, timer::fire);
        return () -> {
            cancellation.run();
            timer.end();
        };
    }

    private final class Timer {

        private final Runnable action;
        private boolean over;

        Timer(Runnable action) {
            this.action = action;
            timers++;
        }

        void fire() {
            end();
            if (!crashed) {
                action.run();
            }
        }

        void end() {
            if (!over) {
                over = true;
                timers--;
            }
        }
    }

    private final class Clocks implements TimeSource {

        @Override
        public Instant instant() {
            return time.instant().plusMillis(wallClockAheadMillis);
        }

        @Override
        public long nanoTime() {
            return time.nanos();
        }
    }

    private record SeededRandomness(SplittableRandom random) implements Randomness {

        @Override
        public long below(long bound) {
            return random.nextLong(bound);
        }

        @Override
        public String idempotencyKey() {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
    }
}
