package io.camelpurse.model;

/**
 * States of an authorization and of its partner transactions ({@code authorization.status}).
 * The API may send others: compare, never assume that these are all.
 */
public final class AuthorizationStatus {

    /** Not decided yet. */
    public static final String PENDING = "PENDING";

    /** The money is reserved. */
    public static final String AUTHORIZED = "AUTHORIZED";

    /** The partner said no. */
    public static final String REFUSED = "REFUSED";

    /** It failed. */
    public static final String ERROR = "ERROR";

    /** It was given up. */
    public static final String ABORTED = "ABORTED";

    private AuthorizationStatus() {}
}
