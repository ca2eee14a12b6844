package io.camelpurse.text;

import java.util.HexFormat;

/** The form of the ids of payments, sessions, links, operations and entities: which characters they consist of. */
public final class IdForm {

    /** Finds a UUID, which is what most ids are, in a longer text. */
    static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final int LONGEST = 100;

    /** Why a text is rejected, for the end of a message. */
    public static final String NO_ID = ", which is no id: only letters, digits, '-' and '_', " + LONGEST
            + " at most, beginning with a letter or digit";

    private static final int LENGTH_OF_UUID = 36;

    private IdForm() {}

    /**
     * Whether a text has the form of an id: letters, digits, {@code -} and {@code _}, 100 at most, and neither
     * {@code -} nor {@code _} at the beginning.
     *
     * @param text the text
     * @return whether it may be one
     */
    public static boolean isId(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!isLetterOrDigit(character) && character != '-' && character != '_') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an id is a UUID, whose case has no meaning (RFC 9562, section 4).
     *
     * @param id the id
     * @return whether it is one
     */
    public static boolean isUuid(String id) {
        if (id.length() != LENGTH_OF_UUID) {
            return false;
        }
        for (int i = 0; i < LENGTH_OF_UUID; i++) {
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? id.charAt(i) != '-' : !HexFormat.isHexDigit(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9';
    }
}
