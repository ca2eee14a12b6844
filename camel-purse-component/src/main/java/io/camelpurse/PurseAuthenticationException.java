package io.camelpurse;

/**
 * The credentials, or what they allow, are not accepted: nothing was done. Somebody has to mend the configuration.
 */
public final class PurseAuthenticationException extends PurseException {

    private static final long serialVersionUID = 1L;

    PurseAuthenticationException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
