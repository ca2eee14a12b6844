package io.camelpurse.text;

import java.util.regex.Pattern;

/** The form of the ids of payments, sessions, links, operations and entities: which characters they consist of. */
public final class IdForm {

    /** A UUID, which is what most ids are. */
    static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern ONLY_UUID = Pattern.compile(UUID);

    private IdForm() {}

    /**
     * Whether a text has the form of an id: letters, digits, {@code -} and {@code _}, 100 at most, and neither
     * {@code -} nor {@code _} at the beginning.
     *
     * @param text the text
     * @return whether it may be one
     */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Whether an id is a UUID, whose case has no meaning (RFC 9562, section 4).
     *
     * @param id the id
     * @return whether it is one
     */
    public static boolean isUuid(String id) {
        return ONLY_UUID.matcher(id).matches();
    }
}
