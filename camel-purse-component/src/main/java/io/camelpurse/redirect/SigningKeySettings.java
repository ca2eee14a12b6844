package io.camelpurse.redirect;

import io.camelpurse.PurseConfiguration;
import java.time.Duration;

/**
 * How long signing keys are used, and how often they are fetched.
 *
 * @param maxAge       maximum age of the keys; they are refreshed ahead of it
 * @param outageTime   how long keys are used after they were fetched, while they cannot be fetched again
 * @param minInterval  interval in which they are fetched twice at most
 * @param fetchTimeout timeout for one fetch, including retries
 */
public record SigningKeySettings(Duration maxAge, Duration outageTime, Duration minInterval, Duration fetchTimeout) {

    /** Interval in which keys are fetched twice at most, unless a test sets another one. */
    public static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

    /**
     * The settings that options describe.
     *
     * @param configuration of the endpoint, with valid numbers
     * @return the settings
     * @throws IllegalArgumentException if the periods do not fit together; the message names the option
     */
    public static SigningKeySettings of(PurseConfiguration configuration) {
        Duration maxAge = Duration.ofMillis(configuration.getRedirectionSigningKeysCachePeriod());
        Duration outageTime = Duration.ofMillis(configuration.getRedirectionSigningKeysOutagePeriod());
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
        Duration totalTimeout = Duration.ofMillis(configuration.getTotalTimeout());
        return new SigningKeySettings(maxAge, outageTime, MIN_INTERVAL, totalTimeout.plusSeconds(1));
    }

    /** How long before {@code maxAge} keys are fetched again. */
    Duration refreshAhead() {
        return maxAge.dividedBy(5);
    }
}
