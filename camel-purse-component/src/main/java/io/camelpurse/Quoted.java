package io.camelpurse;

import java.util.regex.Pattern;

/** A value as an error message may show it: on one line, not for ever long, and never a card number. */
final class Quoted {

    private static final int MAXIMUM = 60;
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");
    private static final Pattern CARD_NUMBER = Pattern.compile("\\d(?:[ -]?\\d){11,18}");

    private Quoted() {}

    static String of(Object value) {
        String text = CONTROL_CHARACTERS.matcher(String.valueOf(value)).replaceAll("?");
        text = CARD_NUMBER.matcher(text).replaceAll("xxxxxx");
        return '\'' + (text.length() > MAXIMUM ? text.substring(0, MAXIMUM) + "…" : text) + '\'';
    }
}
