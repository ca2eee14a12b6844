package io.camelpurse.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from outside as a log or an exception may show it.
 */
public final class SafeText {

    /** Replaces what is not shown. */
    public static final String MASK = "xxxxxx";

    /** No card number has fewer digits (ISO/IEC 7812). */
    private static final int FEWEST_DIGITS = 12;

    private static final int LONGEST_QUOTE = 60;

    /** Control, format (such as those that turn the direction of writing) and line-separating characters. */
    public static final String UNPRINTABLE = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]";

    private static final Pattern RUN_OF_UNPRINTABLE = Pattern.compile(UNPRINTABLE + "+");

    private static final Pattern UUID = Pattern.compile(IdForm.UUID + "(?![\\p{L}\\p{N}_-])");

    /** How a digit can be written with letters in it. */
    private static final Pattern ESCAPED_DIGIT =
            Pattern.compile("\\\\(?:u003|x3)[0-9]|&#[xX]0{0,8}3[0-9];|&#0{0,8}(?:4[89]|5[0-7]);|%(?:25){0,8}3[0-9]");

    /** How what is no digit can be written with letters or digits in it. */
    private static final Pattern ESCAPED_GAP =
            Pattern.compile("%(?:25){0,8}[0-9A-Fa-f]{2}|\\\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[bfnrt])"
                    + "|&(?:#[xX]?[0-9A-Fa-f]{1,8}|[A-Za-z]{2,8});");

    private static final Pattern UUIDS = Pattern.compile("(?<![\\p{L}\\p{N}_-])" + UUID.pattern());

    /** Credentials by the word that introduces them. */
    private static final Pattern INTRODUCED =
            Pattern.compile("(?i)\\b((?:(?:bearer|basic|dpop|token|api[_-]?key|secret|password)"
                    + "(?:[\"'\\s:=]|%20|%3[ad]){1,6}){1,4})([^\\s\"',;<>]+)");

    private static final int SHORTEST_INTRODUCED = 6;
    private static final int LONG_INTRODUCED = 16;
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private static final int SHORTEST_TOKEN = 20;
    private static final int MOST_OPAQUE = 9;
    private static final String OF_TOKEN = "[A-Za-z0-9_+/=.~%-]";
    private static final Pattern TOKEN =
            Pattern.compile("(?<!" + OF_TOKEN + ")" + OF_TOKEN + "{" + SHORTEST_TOKEN + ",}+");
    private static final Pattern SEPARATOR = Pattern.compile("(?:%[0-9A-Fa-f]{2}|[^A-Za-z0-9])++");

    /** A word, words in camel case, a number, or a word with a number. */
    private static final Pattern WORD =
            Pattern.compile("[A-Z]?[a-z]{1,40}|[A-Z]{1,19}|[A-Z]?[a-z]{2,20}(?:[A-Z][a-z]{2,20}){1,6}"
                    + "|[0-9]{1,11}|[A-Za-z]{1,3}[0-9]{1,4}|[0-9]{1,4}[A-Za-z]{1,2}");

    private SafeText() {}

    /**
     * On one line, without card numbers.
     *
     * @param raw the text
     * @return the text as it may be shown
     */
    public static String line(String raw) {
        return withoutCards(RUN_OF_UNPRINTABLE.matcher(raw).replaceAll(" ").strip());
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
        return text.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS
                && LoggableText.id(text).equals(LoggableText.HIDDEN);
    }

    /**
     * Without card numbers and without what may be a credential.
     *
     * @param text the text
     * @return the same with both masked
     */
    public static String foreign(String text) {
        return withoutTokens(withoutCards(text));
    }

    /**
     * Without any 12 or more digits between which there is no letter, however they are written and parted: they may be
     * a card number. An id (a UUID) is none.
     *
     * @param text the text
     * @return the same with every such run of digits masked
     */
    public static String withoutCards(String text) {
        return mayHaveDigits(text, FEWEST_DIGITS) ? maskCards(text) : text;
    }

    /** Most texts have not, and are read once only. */
    private static boolean mayHaveDigits(String text, int fewest) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < fewest; i++) {
            char character = text.charAt(i);
            if (Character.isSurrogate(character) || isNumeric(character) || isEscape(character)) {
                digits++;
            }
        }
        return digits >= fewest;
    }

    private static String maskCards(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int position = 0;
        while (position < text.length()) {
            int end = afterUuid(text, position);
            if (end < 0) {
                end = afterDigit(text, position);
                if (end < 0) {
                    // An escape as a whole: a digit in it would begin a run that is searched again and again.
                    int gap = afterGap(text, position);
                    end = gap < 0 ? position + Character.charCount(text.codePointAt(position)) : gap;
                } else {
                    int digits = 1;
                    int next = end;
                    while (next >= 0 && next < text.length() && afterUuid(text, next) < 0) {
                        int digit = afterDigit(text, next);
                        if (digit >= 0) {
                            digits++;
                            end = digit;
                            next = digit;
                        } else {
                            next = afterGap(text, next);
                        }
                    }
                    if (digits >= FEWEST_DIGITS) {
                        shown.append(MASK);
                        position = end;
                        continue;
                    }
                }
            }
            shown.append(text, position, end);
            position = end;
        }
        return shown.toString();
    }

    /** One that is no part of a longer word. */
    private static int afterUuid(String text, int position) {
        boolean hex = Character.digit(text.charAt(position), 16) >= 0;
        if (!hex || position > 0 && isPartOfWord(text.charAt(position - 1))) {
            return -1;
        }
        Matcher uuid = UUID.matcher(text).region(position, text.length()).useTransparentBounds(true);
        return uuid.lookingAt() ? uuid.end() : -1;
    }

    private static boolean isPartOfWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-';
    }

    private static int afterDigit(String text, int position) {
        int character = text.codePointAt(position);
        if (isNumeric(character)) {
            return position + Character.charCount(character);
        }
        return isEscape(character) ? after(ESCAPED_DIGIT, text, position) : -1;
    }

    private static int afterGap(String text, int position) {
        int character = text.codePointAt(position);
        int escaped = isEscape(character) ? after(ESCAPED_GAP, text, position) : -1;
        if (escaped >= 0) {
            return escaped;
        }
        return Character.isLetter(character) ? -1 : position + Character.charCount(character);
    }

    private static boolean isEscape(int character) {
        return character == '%' || character == '\\' || character == '&';
    }

    private static int after(Pattern pattern, String text, int position) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** Digits of all scripts, and numbers in circles, raised, or Roman. */
    private static boolean isNumeric(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /**
     * Words, codes, paths and ids stay; what is introduced as a credential, and what is long and made of no words, may
     * be one.
     */
    private static String withoutTokens(String text) {
        String shown = INTRODUCED.matcher(text).replaceAll(found -> {
            String credential = found.group(2);
            boolean word = credential.length() < SHORTEST_INTRODUCED
                    || credential.length() < LONG_INTRODUCED
                            && !DIGIT.matcher(credential).find();
            return word ? Matcher.quoteReplacement(found.group()) : Matcher.quoteReplacement(found.group(1)) + MASK;
        });
        return TOKEN.matcher(shown)
                .replaceAll(found -> isOpaque(found.group()) ? MASK : Matcher.quoteReplacement(found.group()));
    }

    private static boolean isOpaque(String run) {
        int opaque = 0;
        for (String segment : SEPARATOR.split(UUIDS.matcher(run).replaceAll("/"))) {
            if (!WORD.matcher(segment).matches()) {
                opaque += segment.length();
            }
        }
        return opaque > MOST_OPAQUE;
    }
}
