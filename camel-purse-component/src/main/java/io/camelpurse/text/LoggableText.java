package io.camelpurse.text;

import java.util.regex.Pattern;

/**
 * Text from Purse, or from whatever responds in its place, as a log line or the message of an exception may show it:
 * ids and codes, by their shape, and nothing else. What is not recognized is not shown, since card numbers, tokens and
 * line feeds can be written in more ways than can be recognized.
 */
public final class LoggableText {

    /** Replaces a text that is not shown. */
    public static final String HIDDEN = "(hidden)";

    private static final int LONGEST_CODE = 60;

    /** A card number has at least 12 digits (ISO/IEC 7812). */
    private static final int MOST_DIGITS_IN_A_ROW = 11;

    private static final int MOST_DIGITS_OF_A_CODE = 8;
    private static final long LARGEST_AMOUNT = 99_999_999_999L;

    private static final Pattern CARD_NUMBER = Pattern.compile("(?:[0-9][_-]*){" + (MOST_DIGITS_IN_A_ROW + 1) + "}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9]*+(?:[._:-][A-Za-z0-9]++)*+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]+");

    private LoggableText() {}

    /**
     * An id, by its {@linkplain IdForm form}, without 12 digits in a row unless it is a UUID.
     *
     * @param text the text, or {@code null}
     * @return the same, or {@value #HIDDEN}
     */
    public static String id(String text) {
        boolean shown = text != null
                && IdForm.isId(text)
                && (IdForm.isUuid(text) || !CARD_NUMBER.matcher(text).find());
        return shown ? text : HIDDEN;
    }

    /**
     * A code such as {@code SUCCESS}, {@code creditcard} or {@code urn:eu.purse:write-conflict}.
     *
     * @param text the text, or {@code null}
     * @return the same, or {@value #HIDDEN}
     */
    public static String code(String text) {
        return isCode(text) ? text : HIDDEN;
    }

    /**
     * Whether a text has the shape of a code: words of letters and digits, joined by one of {@code . _ : -}, with at
     * most 60 characters and 8 digits.
     *
     * @param text the text, or {@code null}
     * @return whether it may be shown
     */
    public static boolean isCode(String text) {
        return text != null
                && text.length() <= LONGEST_CODE
                && CODE.matcher(text).matches()
                && NO_DIGIT.matcher(text).replaceAll("").length() <= MOST_DIGITS_OF_A_CODE;
    }

    /**
     * An amount of at most 11 digits.
     *
     * @param minorUnits the amount
     * @return its digits, or {@value #HIDDEN}
     */
    public static String amount(long minorUnits) {
        return minorUnits >= -LARGEST_AMOUNT && minorUnits <= LARGEST_AMOUNT ? Long.toString(minorUnits) : HIDDEN;
    }
}
