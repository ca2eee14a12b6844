package io.camelpurse.redirect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A warning of a failure that persists: due as it begins, then once per interval. For one thread. */
final class RepeatedWarning {

    private static final Duration INTERVAL = Duration.ofHours(1);

    private final InstantSource clock;
    private Instant warnedAt;

    RepeatedWarning(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to warn now; called whenever the failure is noticed. */
    boolean isDue() {
        Instant now = clock.instant();
        boolean due = warnedAt == null || !now.isBefore(warnedAt.plus(INTERVAL));
        if (due) {
            warnedAt = now;
        }
        return due;
    }

    /** The failure has ended. */
    void reset() {
        warnedAt = null;
    }
}
