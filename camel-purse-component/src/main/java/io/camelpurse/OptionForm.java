package io.camelpurse;

import io.camelpurse.message.MaxAge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The form that the values of an option have.
 *
 * @param option its name, as in a URI
 * @param kind   what the values of several options have in common
 * @param least  of a number: 0 or 1
 * @param most   of a number, in milliseconds if it is a duration
 */
record OptionForm(String option, Kind kind, long least, long most) {

    /** What the values of several options have in common. */
    enum Kind {
        SINGLE_LINE,
        HEADER_VALUE,
        INTEGER,
        DURATION
    }

    /** A longer duration is a mistake in the unit. */
    private static final Duration LONGEST_CALL = Duration.ofHours(24);

    private static final Duration LONGEST_MEMORY = Duration.ofDays(30);

    /** A body is read into memory, and more than once where it is converted: 256 MiB. */
    private static final int LARGEST_BODY = 256 << 20;

    /** Of the options whose values have one. A larger integer would act only when the system fails or is overloaded. */
    static final List<OptionForm> ALL = List.of(
            singleLine("apiUrl"),
            singleLine("entityId"),
            singleLine("clientId"),
            singleLine("clientSecret"),
            singleLine("tokenUrl"),
            singleLine("tokenScope"),
            singleLine("shopperRedirectionUrl"),
            singleLine("merchantReference"),
            singleLine("httpComponent"),
            singleLine("webhookUrl"),
            singleLine("webhookEventTypes"),
            singleLine("webhookTokenHeader"),
            singleLine("webhookAllowedAddresses"),
            singleLine("webhookAddressHeader"),
            singleLine("webhookComponent"),
            new OptionForm("apiKey", Kind.HEADER_VALUE, 0, 0),
            duration("maxAge", 0, MaxAge.LONGEST),
            duration("completionTimeout", 0, LONGEST_CALL),
            integer("maxRetries", 0, 100),
            duration("retryDelay", 1, LONGEST_CALL),
            duration("maxRetryDelay", 1, LONGEST_CALL),
            integer("retryBudget", 0, 1_000),
            duration("connectTimeout", 1, LONGEST_CALL),
            duration("responseTimeout", 1, LONGEST_CALL),
            duration("totalTimeout", 1, LONGEST_CALL),
            // One address has no more ports.
            integer("maxConnections", 1, 65_535),
            integer("maxResponseSize", 1, LARGEST_BODY),
            duration("webhookClaimTimeout", 1, LONGEST_MEMORY),
            duration("webhookSilencePeriod", 1, LONGEST_MEMORY),
            integer("webhookMaxBodySize", 1, LARGEST_BODY),
            // Each notification that is being processed has a thread.
            integer("webhookMaxConcurrency", 1, 10_000),
            duration("redirectionSigningKeysCachePeriod", 1, LONGEST_MEMORY),
            duration("redirectionSigningKeysOutagePeriod", 1, LONGEST_MEMORY));

    /**
     * The form of an option's values, if they have one.
     *
     * @param option its name, in upper or lower case
     */
    static Optional<OptionForm> of(String option) {
        return ALL.stream().filter(form -> form.option.equalsIgnoreCase(option)).findFirst();
    }

    private static OptionForm singleLine(String option) {
        return new OptionForm(option, Kind.SINGLE_LINE, 0, 0);
    }

    private static OptionForm integer(String option, int least, int most) {
        return new OptionForm(option, Kind.INTEGER, least, most);
    }

    private static OptionForm duration(String option, int least, Duration longest) {
        return new OptionForm(option, Kind.DURATION, least, longest.toMillis());
    }
}
