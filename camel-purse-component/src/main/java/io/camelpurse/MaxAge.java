package io.camelpurse;

import java.time.Duration;
import org.apache.camel.Exchange;

/** How old a read answer may be: the header's word, else the option's. */
final class MaxAge {

    private MaxAge() {}

    /** {@code null} for no word on it. */
    static Duration of(Exchange exchange, PurseConfiguration configuration) throws PurseValidationException {
        Object header = exchange.getMessage().getHeader(PurseConstants.MAX_AGE);
        if (!(header instanceof Duration)) {
            header = TextValue.scalar("The header " + PurseConstants.MAX_AGE, header);
        }
        if (header == null || header instanceof String text && text.isBlank()) {
            Long option = configuration.getMaxAge();
            return option == null ? null : notNegative(Duration.ofMillis(option));
        }
        if (header instanceof Number millis) {
            return notNegative(Duration.ofMillis(millis.longValue()));
        }
        Duration duration = exchange.getContext().getTypeConverter().tryConvertTo(Duration.class, exchange, header);
        if (duration == null) {
            throw new PurseValidationException("The header " + PurseConstants.MAX_AGE + " is " + Quoted.of(header)
                    + ", which is no duration: give it as 30s, or as a number of milliseconds");
        }
        return notNegative(duration);
    }

    private static Duration notNegative(Duration maxAge) throws PurseValidationException {
        if (maxAge.isNegative()) {
            throw new PurseValidationException("maxAge is " + maxAge + ": it must not be negative");
        }
        if (maxAge.compareTo(OptionCheck.LONGEST_MAX_AGE) > 0) {
            throw new PurseValidationException(
                    "maxAge is " + maxAge + ": it must be at most " + OptionCheck.LONGEST_MAX_AGE.toHours() + " hours");
        }
        return maxAge;
    }
}
