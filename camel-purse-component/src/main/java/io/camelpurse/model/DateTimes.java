package io.camelpurse.model;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The API's date-times: ISO 8601 with zone, with or without fractions of a second. */
final class DateTimes {

    private DateTimes() {}

    static Optional<OffsetDateTime> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
