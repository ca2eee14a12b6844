package io.camelpurse.client;

import java.util.Locale;
import java.util.regex.Pattern;

/** Resource ids in the one form in which they are compared, sent and made part of keys. */
public final class CanonicalId {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private CanonicalId() {}

    /**
     * A UUID in small letters, since its case has no meaning (RFC 9562, section 4); any other id as it is.
     *
     * @param id an id
     * @return its canonical form
     */
    public static String of(String id) {
        return UUID.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : id;
    }

    /**
     * Whether two ids name the same resource.
     *
     * @param one   an id
     * @param other an id
     * @return whether they are the same but for the case of a UUID
     */
    public static boolean same(String one, String other) {
        return of(one).equals(of(other));
    }
}
