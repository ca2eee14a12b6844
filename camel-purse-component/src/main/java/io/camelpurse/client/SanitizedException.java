package io.camelpurse.client;

/**
 * Replaces an unexpected failure: its class and where it happened, without its message, which may quote a response or
 * a secret.
 */
final class SanitizedException extends Exception {

    private static final long serialVersionUID = 1L;

    SanitizedException(Throwable failure) {
        super(failure.getClass().getName());
        setStackTrace(failure.getStackTrace());
    }
}
