package io.camelpurse;

import io.camelpurse.text.IdForm;
import java.util.Locale;

/** The ids that paths contain: which option and which header hold them, and which form they have. */
public enum ResourceId {

    /** A payment. */
    PAYMENT("paymentId", PurseConstants.PAYMENT_ID),

    /** A client session. */
    CLIENT_SESSION("clientSessionId", PurseConstants.CLIENT_SESSION_ID),

    /** A payment link. */
    PAYMENT_LINK("paymentLinkId", PurseConstants.PAYMENT_LINK_ID);

    private final String option;
    private final String header;

    ResourceId(String option, String header) {
        this.option = option;
        this.header = header;
    }

    /**
     * The endpoint option.
     *
     * @return its name
     */
    public String option() {
        return option;
    }

    /**
     * The header, which every response about the resource sets, so that calls chain.
     *
     * @return its name
     */
    public String header() {
        return header;
    }

    /**
     * The resource in words, for messages.
     *
     * @return such as {@code payment link}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Whether a text has the {@linkplain IdForm form of an id}. Ids reach the path unescaped, so that nothing else may
     * be one.
     *
     * @param id the text
     * @return whether a path may contain it
     */
    public static boolean isValid(String id) {
        return IdForm.isId(id);
    }

    /**
     * The one form in which ids are compared, sent and made part of idempotency keys: a UUID in lower case, since its
     * case has no meaning (RFC 9562, section 4); any other id as it is.
     *
     * @param id an id
     * @return its canonical form
     */
    public static String canonical(String id) {
        return IdForm.isUuid(id) ? id.toLowerCase(Locale.ROOT) : id;
    }

    /**
     * Whether two ids name the same resource.
     *
     * @param one   an id
     * @param other an id
     * @return whether they are the same but for the case of a UUID
     */
    public static boolean same(String one, String other) {
        return one.equals(other) || canonical(one).equals(canonical(other));
    }
}
