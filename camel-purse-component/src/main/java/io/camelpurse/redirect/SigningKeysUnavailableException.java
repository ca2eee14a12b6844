package io.camelpurse.redirect;

/**
 * The keys that would tell whether redirection data is valid cannot be read: it may be valid or not.
 */
public final class SigningKeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    SigningKeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
