package io.camelpurse.message;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.text.SafeText;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Reads the maximum age of a response: the value of the header, else of the option. */
public final class MaxAge {

    /** A longer one is a mistake in the unit. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private MaxAge() {}

    /** {@code null} if neither is set. */
    public static Duration of(Exchange exchange, PurseConfiguration configuration) throws PurseValidationException {
        Object header = exchange.getMessage().getHeader(PurseConstants.MAX_AGE);
        if (!(header instanceof Duration)) {
            header = TextValue.scalar("The header " + PurseConstants.MAX_AGE, header);
        }
        if (header instanceof String text) {
            header = text.strip();
        }
        if (header == null || header.equals("")) {
            Long option = configuration.getMaxAge();
            return option == null ? null : notNegative(Duration.ofMillis(option));
        }
        if (header instanceof Number millis) {
            return notNegative(Duration.ofMillis(millis.longValue()));
        }
        Duration duration = exchange.getContext().getTypeConverter().tryConvertTo(Duration.class, exchange, header);
        if (duration == null) {
            throw new PurseValidationException("The header " + PurseConstants.MAX_AGE + " is " + SafeText.quoted(header)
                    + ", which is no duration: give it as 30s, or as a number of milliseconds");
        }
        return notNegative(duration);
    }

    private static Duration notNegative(Duration maxAge) throws PurseValidationException {
        if (maxAge.isNegative()) {
            throw new PurseValidationException("maxAge is " + maxAge + ": it must not be negative");
        }
        if (maxAge.compareTo(LONGEST) > 0) {
            throw new PurseValidationException(
                    "maxAge is " + maxAge + ": it must be at most " + LONGEST.toHours() + " hours");
        }
        return maxAge;
    }
}
