package io.camelpurse.text;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that a peer may repeat in a text: as it is, or with any of its characters percent-encoded (once or more
 * often), or escaped as in JSON or HTML.
 */
public final class RepeatedSecret {

    private static final int HEX = 16;
    private static final String ESCAPES = "%\\&+";
    private static final Pattern ENCODED_BYTE = Pattern.compile("%(?:25){0,8}([0-9A-Fa-f]{2})");
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([\"\\\\/]))");
    private static final Pattern HTML_REFERENCE =
            Pattern.compile("&(?:#0{0,8}([0-9]{1,7})|#[xX]0{0,8}([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final String secret;
    private final boolean isNumber;

    public RepeatedSecret(String secret) {
        this.secret = secret;
        // One is made for each secret of each response, and most of them do not need the pattern.
        this.isNumber = Character.isDigit(secret.charAt(secret.length() - 1))
                && NUMBER.matcher(secret).matches();
    }

    /** The text with a mask in the place of the secret. */
    public String mask(String text) {
        return isIn(text) ? masked(text) : text;
    }

    /** Whether the text shows the secret. */
    boolean isIn(String text) {
        // Escapes make it longer only.
        return text.length() >= secret.length()
                && (text.contains(secret) || hasEscape(text) && !masked(text).equals(text));
    }

    private static boolean hasEscape(String text) {
        for (int i = 0; i < ESCAPES.length(); i++) {
            if (text.indexOf(ESCAPES.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a value in a JSON text may show a secret in a form that a search of the text does not find: after an
     * escape other than that of a quotation mark, or in bytes that Jackson reads and Java decodes otherwise, of which
     * NUL or the replacement character is left.
     */
    static boolean mayBeHiddenIn(String json) {
        return json.indexOf('%') >= 0
                || json.indexOf('&') >= 0
                || json.indexOf('\0') >= 0
                || json.indexOf('\ufffd') >= 0
                || hasEscapeButQuotationMark(json);
    }

    /**
     * Whether a value in a JSON text may show this secret, unless it is {@linkplain #mayBeHiddenIn hidden}: the text
     * contains it, or would contain it in another form. A number can be written in several ways, a quotation mark is
     * escaped, and a blank may be a plus sign.
     */
    boolean mayBeShownBy(String json) {
        return isNumber || secret.indexOf('"') >= 0 || secret.indexOf(' ') >= 0 || json.contains(secret);
    }

    private static boolean hasEscapeButQuotationMark(String json) {
        int escape = json.indexOf('\\');
        while (escape >= 0 && json.startsWith("\"", escape + 1)) {
            escape = json.indexOf('\\', escape + 2);
        }
        return escape >= 0;
    }

    private String masked(String text) {
        StringBuilder shown = new StringBuilder();
        int copied = 0;
        int position = 0;
        while (position < text.length()) {
            int end = mayBegin(text.charAt(position)) ? end(text, position) : -1;
            if (end < 0) {
                position++;
            } else {
                shown.append(text, copied, position).append(SafeText.MASK);
                copied = end;
                position = end;
            }
        }
        return copied == 0 ? text : shown.append(text, copied, text.length()).toString();
    }

    private boolean mayBegin(char character) {
        return character == secret.charAt(0) || ESCAPES.indexOf(character) >= 0;
    }

    /** Whether the secret can be repeated as a number. */
    boolean isNumber() {
        return isNumber;
    }

    /** Whether a number is the secret. */
    public boolean is(BigDecimal number) {
        // A number with a large exponent would be written out in full.
        return Math.abs((long) number.scale()) <= secret.length()
                && secret.equals(number.stripTrailingZeros().toPlainString());
    }

    /** @return where the secret ends that begins here, or -1 */
    private int end(String text, int start) {
        if (text.startsWith(secret, start)) {
            return start + secret.length();
        }
        int position = start;
        for (int i = 0; i < secret.length(); i += Character.charCount(secret.codePointAt(i))) {
            position = afterCharacter(text, position, secret.codePointAt(i));
            if (position < 0) {
                return -1;
            }
        }
        return position;
    }

    /** An escape counts before the character that it begins with. */
    private static int afterCharacter(String text, int position, int character) {
        if (position >= text.length()) {
            return -1;
        }
        int escaped =
                switch (text.charAt(position)) {
                    case '%' -> afterPercent(text, position, character);
                    case '\\' -> afterJsonEscape(text, position, character);
                    case '&' -> afterHtmlReference(text, position, character);
                    case '+' -> character == ' ' ? position + 1 : -1;
                    default -> -1;
                };
        if (escaped >= 0) {
            return escaped;
        }
        return text.codePointAt(position) == character ? position + Character.charCount(character) : -1;
    }

    /** A blank may have been a plus sign before it was encoded again. */
    private static int afterPercent(String text, int start, int character) {
        int end = afterBytes(text, start, character);
        return end < 0 && character == ' ' ? afterBytes(text, start, '+') : end;
    }

    private static int afterBytes(String text, int start, int character) {
        Matcher encoded = ENCODED_BYTE.matcher(text);
        int position = start;
        for (byte expected : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encoded.region(position, text.length());
            if (!encoded.lookingAt() || Integer.parseInt(encoded.group(1), HEX) != (expected & 0xff)) {
                return -1;
            }
            position = encoded.end();
        }
        return position;
    }

    private static int afterJsonEscape(String text, int start, int character) {
        Matcher escape = JSON_ESCAPE.matcher(text).region(start, text.length());
        int position = start;
        for (char unit : Character.toChars(character)) {
            escape.region(position, text.length());
            if (!escape.lookingAt()) {
                return -1;
            }
            int escaped = escape.group(1) == null ? escape.group(2).charAt(0) : Integer.parseInt(escape.group(1), HEX);
            if (escaped != unit) {
                return -1;
            }
            position = escape.end();
        }
        return position;
    }

    private static int afterHtmlReference(String text, int start, int character) {
        Matcher reference = HTML_REFERENCE.matcher(text).region(start, text.length());
        if (!reference.lookingAt()) {
            return -1;
        }
        int named;
        if (reference.group(1) != null) {
            named = Integer.parseInt(reference.group(1));
        } else if (reference.group(2) != null) {
            named = Integer.parseInt(reference.group(2), HEX);
        } else {
            named = switch (reference.group(3)) {
                case "amp" -> '&';
                case "lt" -> '<';
                case "gt" -> '>';
                case "quot" -> '"';
                default -> '\'';
            };
        }
        return named == character ? reference.end() : -1;
    }
}
