package io.camelpurse.redirect;

import java.time.Instant;

/**
 * Whether the shopper's return can be verified.
 *
 * @param state       whether, in a word
 * @param readAt      when the keys that are known were read, or {@code null} if none are
 * @param usableUntil until when they serve even if they cannot be read again, or {@code null} if none are known
 * @param problem     why the latest read failed, or {@code null} if it did not
 */
public record SigningKeyHealth(State state, Instant readAt, Instant usableUntil, String problem) {

    /** Whether the shopper's return can be verified, in a word; from best to worst. */
    public enum State {

        /** The keys are known and up to date. */
        UP,

        /** The keys have not been read yet. */
        UNKNOWN,

        /** Keys are known and serve, but cannot be read again at present. */
        DEGRADED,

        /** No keys are known, or those that are have been out of reach for too long. */
        DOWN
    }
}
