package io.camelpurse.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from outside as a log or an exception may show it.
 */
public final class SafeText {

    private static final int SHORTEST = 13;
    /** Stands for a secret or a card number in a text that is shown. */
    public static final String MASK = "xxxxxx";

    private static final int LONGEST_QUOTE = 60;
    private static final int FEWEST_DIGITS_OF_A_CARD = 12;

    /** Control, format (such as those that turn the direction of writing) and line-separating characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
            + "|\\d(?:[ \\-]?\\d){11,18}|\\d(?:[ ./\\-\\u00a0]{0,2}\\d){12,18}");
    private static final Pattern WORD = Pattern.compile("[\\w-]");

    private SafeText() {}

    /**
     * On one line, without card numbers.
     *
     * @param raw the text
     * @return the text as it may be shown
     */
    public static String line(String raw) {
        return withoutCards(UNPRINTABLE.matcher(raw).replaceAll(" ").strip());
    }

    /**
     * A value in quotation marks: on one line, at most 60 characters, and never a card number.
     *
     * @param value the value
     * @return the value as an error message may show it
     */
    public static String quoted(Object value) {
        String text = line(String.valueOf(value));
        if (containsCardNumber(text)) {
            return LoggableText.HIDDEN;
        }
        return '\'' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + '\'';
    }

    /** However its digits are written and separated: other than a UUID, no value that a route gives has so many. */
    private static boolean containsCardNumber(String text) {
        return text.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS_OF_A_CARD
                && LoggableText.id(text).equals(LoggableText.HIDDEN);
    }

    /**
     * Without what is, or looks like, a card number. An id (a UUID) never does.
     *
     * @param text the text
     * @return the same with every card number masked
     */
    public static String withoutCards(String text) {
        return DIGITS.matcher(text).replaceAll(found -> {
            String digits = found.group().replaceAll("[^0-9a-fA-F]", "");
            boolean id = digits.length() == 32;
            boolean alone = !isWord(text, found.start() - 1) && !isWord(text, found.end());
            return id || !alone && !holdsCardNumber(digits) ? Matcher.quoteReplacement(found.group()) : MASK;
        });
    }

    private static boolean isWord(String text, int index) {
        return index >= 0
                && index < text.length()
                && WORD.matcher(text.substring(index, index + 1)).matches();
    }

    private static boolean holdsCardNumber(String digits) {
        for (int start = 0; start + SHORTEST <= digits.length(); start++) {
            for (int end = start + SHORTEST; end <= digits.length(); end++) {
                if (isCardNumber(digits.substring(start, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The check digit of ISO/IEC 7812. */
    private static boolean isCardNumber(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
