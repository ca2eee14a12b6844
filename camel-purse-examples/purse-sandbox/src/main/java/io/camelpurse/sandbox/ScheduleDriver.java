package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Schedule;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Wakes the schedule when its next entry is due. */
final class ScheduleDriver {
    private static final long LONGEST_SLEEP = Duration.ofHours(1).toMillis();

    private final Vertx vertx;
    private final Clock clock;
    private final Schedule schedule;
    private Instant armedFor;
    private long timer;

    ScheduleDriver(Vertx vertx, Clock clock, Schedule schedule) {
        this.vertx = vertx;
        this.clock = clock;
        this.schedule = schedule;
        schedule.onChange(this::arm);
    }

    private void arm() {
        Instant next = schedule.next().orElse(null);
        if (next != null && next.equals(armedFor)) {
            return;
        }
        if (armedFor != null) {
            vertx.cancelTimer(timer);
        }
        armedFor = next;
        if (next != null) {
            long delay = Duration.between(clock.instant(), next).toMillis();
            timer = vertx.setTimer(Math.max(1, Math.min(delay, LONGEST_SLEEP)), ignored -> {
                armedFor = null;
                schedule.runDue();
            });
        }
    }
}
