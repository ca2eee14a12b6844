package io.camelpurse.redirect;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.OptionValues;
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

    /**
     * The settings that options describe.
     *
     * @param configuration of the endpoint
     * @return the settings
     * @throws IllegalArgumentException if an option has a value that cannot be used; the message names it
     */
    public static SigningKeySettings of(PurseConfiguration configuration) {
        Duration maxAge = OptionValues.positive(
                "redirectionSigningKeysCachePeriod", configuration.getRedirectionSigningKeysCachePeriod());
        Duration outageTime = OptionValues.positive(
                "redirectionSigningKeysOutagePeriod", configuration.getRedirectionSigningKeysOutagePeriod());
        Duration shortest = MIN_INTERVAL.multipliedBy(2);
        if (maxAge.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("The option redirectionSigningKeysCachePeriod is " + maxAge.toMillis()
                    + ": it must be at least " + shortest.toMillis() + ", since keys are read at most twice in "
                    + MIN_INTERVAL.toMillis());
        }
        if (outageTime.compareTo(maxAge) < 0) {
            throw new IllegalArgumentException(
                    "The option redirectionSigningKeysOutagePeriod is " + outageTime.toMillis()
                            + ": it must not be less than redirectionSigningKeysCachePeriod, " + maxAge.toMillis());
        }
        Duration totalTimeout = OptionValues.positive("totalTimeout", configuration.getTotalTimeout());
        return new SigningKeySettings(maxAge, outageTime, MIN_INTERVAL, totalTimeout.plusSeconds(1));
    }

    /** How long before {@code maxAge} keys are read again. */
    Duration refreshAhead() {
        return maxAge.dividedBy(5);
    }
}
