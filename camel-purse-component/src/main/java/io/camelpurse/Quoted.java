package io.camelpurse;

import io.camelpurse.client.SafeText;
import io.camelpurse.model.LoggableText;

/** A value as an error message may show it: on one line, not for ever long, and never a card number. */
final class Quoted {

    private static final int MAXIMUM = 60;
    private static final int FEWEST_DIGITS_OF_A_CARD = 12;

    private Quoted() {}

    static String of(Object value) {
        String text = SafeText.line(String.valueOf(value));
        if (holdsCardNumber(text)) {
            return LoggableText.HIDDEN;
        }
        return '\'' + (text.length() > MAXIMUM ? text.substring(0, MAXIMUM) + "…" : text) + '\'';
    }

    /** However its digits are written and parted: other than a UUID, no value that a route gives has so many. */
    private static boolean holdsCardNumber(String text) {
        return text.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS_OF_A_CARD
                && LoggableText.id(text).equals(LoggableText.HIDDEN);
    }
}
