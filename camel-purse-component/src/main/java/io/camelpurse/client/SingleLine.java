package io.camelpurse.client;

import java.util.regex.Pattern;

/** Text that credentials, ids and URLs are made of. What is read from a file often ends with a line break. */
public final class SingleLine {

    private static final String BLANK = "[\\s\\h\\u200b\\ufeff]";
    private static final Pattern OTHER =
            Pattern.compile("^" + BLANK + ".*|.*" + BLANK + "$|.*[\\p{Cntrl}\\u0085\\u2028\\u2029].*", Pattern.DOTALL);

    private SingleLine() {}

    /**
     * Whether a text has no blank at its beginning or end, and no line break or other control character anywhere.
     *
     * @param text the text
     * @return whether it can be used as it is
     */
    public static boolean isOne(String text) {
        return !OTHER.matcher(text).matches();
    }
}
