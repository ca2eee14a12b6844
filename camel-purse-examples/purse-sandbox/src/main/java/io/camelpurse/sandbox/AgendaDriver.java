package io.camelpurse.sandbox;

import io.camelpurse.sandbox.books.Agenda;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Wakes the agenda when its next entry is due. */
final class AgendaDriver {
    private static final long LONGEST_SLEEP = Duration.ofHours(1).toMillis();

    private final Vertx vertx;
    private final Clock clock;
    private final Agenda agenda;
    private Instant armedFor;
    private long timer;

    AgendaDriver(Vertx vertx, Clock clock, Agenda agenda) {
        this.vertx = vertx;
        this.clock = clock;
        this.agenda = agenda;
        agenda.onChange(this::arm);
    }

    private void arm() {
        Instant next = agenda.next().orElse(null);
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
                agenda.runDue();
            });
        }
    }
}
