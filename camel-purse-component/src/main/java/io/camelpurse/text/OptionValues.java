package io.camelpurse.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks and splits the values of options. Every failure is an {@link IllegalArgumentException} that names the option;
 * none quotes a secret.
 */
public final class OptionValues {

    private static final String BLANK = "[\\s\\h\\u200b\\ufeff]";
    private static final Pattern NOT_SINGLE_LINE =
            Pattern.compile("^" + BLANK + ".*|.*" + BLANK + "$|.*[\\p{Cntrl}\\u0085\\u2028\\u2029].*", Pattern.DOTALL);

    private static final int FIRST_AFTER_ASCII = 0x7f;

    private OptionValues() {}

    /**
     * A text that has to be there.
     *
     * @param option the option's name
     * @param value  its value
     * @return the value
     */
    public static String required(String option, String value) {
        if (blankToNull(value) == null) {
            throw new IllegalArgumentException("The option " + option
                    + " is missing: set it on the component (camel.component.purse."
                    + option + ") or on the endpoint, with the value from the Purse dashboard");
        }
        return value;
    }

    /**
     * A text on one line, as credentials, ids and URLs are. A blank one counts as not set.
     *
     * @param option the option's name
     * @param value  its value
     */
    public static void singleLine(String option, String value) {
        if (value != null && !value.isBlank() && !isSingleLine(value)) {
            throw new IllegalArgumentException(
                    "The option " + option + " begins or ends with a blank, or has a line break"
                            + " or another control character in it, as the content of a file often has: remove it");
        }
    }

    /** Whether a text has no blank at its beginning or end, and no line break or other control character anywhere. */
    public static boolean isSingleLine(String text) {
        // Nearly every value has no other characters, and credentials are checked before each call.
        boolean isVisibleAscii = text.chars().allMatch(character -> character > ' ' && character < FIRST_AFTER_ASCII);
        return isVisibleAscii || !NOT_SINGLE_LINE.matcher(text).matches();
    }

    /**
     * A text that is sent as an HTTP header.
     *
     * @param option the option's name
     * @param value  its value
     */
    public static void headerValue(String option, String value) {
        singleLine(option, value);
        if (value != null && !isAscii(value)) {
            throw new IllegalArgumentException("The option " + option
                    + " has a character that is not ASCII, which no HTTP header can carry: remove it");
        }
    }

    public static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < FIRST_AFTER_ASCII);
    }

    /**
     * A blank text counts as none.
     *
     * @param value a value
     * @return the value, or {@code null} if it is blank
     */
    public static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * A list.
     *
     * @param commaSeparated elements separated by commas, or {@code null} for none
     * @return the elements, without blanks around them and without empty ones
     */
    public static List<String> list(String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Stream.of(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(Predicate.not(String::isEmpty))
                        .toList();
    }

    /** A URL that requests are sent to: nothing but scheme, host, port and path. */
    public static URI baseUrl(String option, String value) {
        try {
            URI url = new URI(required(option, value));
            boolean bare = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (isHttp(url) && bare) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message would repeat the value, which may contain a password.
        }
        throw new IllegalArgumentException("The option " + option
                + " is not an HTTP URL without user, query and fragment: give it as https://host/path");
    }

    /** A URL that is given to others: it may have a query, by which a receiver distinguishes its routes. */
    public static URI publicUrl(String option, String value) {
        try {
            URI url = new URI(value);
            if (isHttp(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // As for base URLs.
        }
        throw new IllegalArgumentException(
                "The option " + option + " is not an HTTP URL: give it as https://host/path");
    }

    private static boolean isHttp(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        return http && url.getHost() != null;
    }
}
