package io.camelpurse;

import io.camelpurse.client.SafeText;

/** A value as an error message may show it: on one line, not for ever long, and never a card number. */
final class Quoted {

    private static final int MAXIMUM = 60;

    private Quoted() {}

    static String of(Object value) {
        String text = SafeText.line(String.valueOf(value));
        return '\'' + (text.length() > MAXIMUM ? text.substring(0, MAXIMUM) + "…" : text) + '\'';
    }
}
