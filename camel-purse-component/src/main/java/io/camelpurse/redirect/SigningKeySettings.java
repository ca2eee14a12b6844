package io.camelpurse.redirect;

import java.time.Duration;

/**
 * How long signing keys serve, and how often they are read.
 *
 * @param maxAge       how old keys may be before they have to be read again; they are read ahead of that
 * @param outageTime   how long keys serve, from when they were read, while they cannot be read again
 * @param minInterval  at most two reads in this time, whatever arrives
 * @param fetchTimeout how long one read may take, repetitions included
 */
public record SigningKeySettings(Duration maxAge, Duration outageTime, Duration minInterval, Duration fetchTimeout) {

    /** At most two reads in this time, unless a test says otherwise. */
    public static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

    /** How long before {@code maxAge} keys are read again. */
    Duration refreshAhead() {
        return maxAge.dividedBy(5);
    }
}
