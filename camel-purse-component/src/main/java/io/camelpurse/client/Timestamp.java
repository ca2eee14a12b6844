package io.camelpurse.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads timestamps with an offset (ISO 8601). The usual form is read here: with the parser of the Java platform, which
 * reads all others, one timestamp took 6 % of a whole notification or call.
 */
public final class Timestamp {

    private static final String USUAL_FORM = "0000-00-00T00:00:00";
    private static final String OFFSET_FORM = "+00:00";
    private static final int NANO_DIGITS = 9;

    private Timestamp() {}

    /**
     * The instant.
     *
     * @param text such as {@code 2020-08-25T10:42:59.123+02:00}
     * @return empty if the text is no timestamp with an offset
     */
    public static Optional<Instant> parse(String text) {
        try {
            int offset = USUAL_FORM.length() + fractionLength(text);
            return Optional.of(
                    hasForm(text, 0, USUAL_FORM) && hasOffset(text, offset)
                            ? usual(text, offset)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant usual(String text, int offset) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text, offset))
                .toInstant(offset(text, offset));
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int digit = 1; digit <= NANO_DIGITS; digit++) {
            int position = USUAL_FORM.length() + digit;
            nanos = 10 * nanos + (position < end ? text.charAt(position) - '0' : 0);
        }
        return nanos;
    }

    private static ZoneOffset offset(String text, int start) {
        if (text.charAt(start) == 'Z') {
            return ZoneOffset.UTC;
        }
        int sign = text.charAt(start) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(
                sign * number(text, start + 1, start + 3), sign * number(text, start + 4, start + 6));
    }

    /** Of the fraction of a second, with its point; zero if there is none of one to nine digits. */
    private static int fractionLength(String text) {
        int start = USUAL_FORM.length();
        if (!text.startsWith(".", start)) {
            return 0;
        }
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        int digits = end - start - 1;
        return digits >= 1 && digits <= NANO_DIGITS ? end - start : 0;
    }

    private static boolean hasOffset(String text, int start) {
        return text.length() == start + 1 && text.charAt(start) == 'Z'
                || text.length() == start + OFFSET_FORM.length()
                        && (text.charAt(start) == '+' || text.charAt(start) == '-')
                        && hasForm(text, start + 1, OFFSET_FORM.substring(1));
    }

    /** @param form with a zero for each digit */
    private static boolean hasForm(String text, int start, String form) {
        if (text.length() < start + form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char character = text.charAt(start + i);
            if (form.charAt(i) == '0' ? !isDigit(character) : character != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
