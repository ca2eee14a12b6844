package io.camelpurse.redirect;

import java.time.Instant;

/**
 * Availability of the signing keys: whether redirection data can be verified.
 *
 * @param state       of the keys
 * @param readAt      when the cached keys were fetched, or {@code null} if there are none
 * @param usableUntil until when they are used even if they cannot be refreshed, or {@code null} if there are none
 * @param problem     failure of the latest fetch, or {@code null} if it succeeded
 */
record KeyAvailability(State state, Instant readAt, Instant usableUntil, String problem) {

    /** State of the keys, from best to worst. */
    enum State {

        /** Keys are cached and up to date. */
        UP,

        /** No keys have been fetched yet. */
        UNKNOWN,

        /** Cached keys are used, but cannot be refreshed at present. */
        DEGRADED,

        /** No keys are cached, or they could not be refreshed for too long. */
        DOWN
    }
}
