package io.camelpurse.redirect;

/**
 * Redirection data cannot be verified, since the signing keys cannot be fetched: it may be valid or not.
 */
public final class SigningKeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    SigningKeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
