package io.camelpurse.redirect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When to warn of what lasts: as it begins, and then at intervals, however often it is noticed. For one thread. */
final class PersistentFailure {

    private static final Duration INTERVAL = Duration.ofHours(1);

    private final InstantSource clock;
    private Instant warnedAt;

    PersistentFailure(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to warn now. */
    boolean isDue() {
        Instant now = clock.instant();
        boolean due = warnedAt == null || !now.isBefore(warnedAt.plus(INTERVAL));
        if (due) {
            warnedAt = now;
        }
        return due;
    }

    void isOver() {
        warnedAt = null;
    }
}
