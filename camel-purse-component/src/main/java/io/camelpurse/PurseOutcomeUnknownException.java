package io.camelpurse;

/**
 * The request left and its outcome is not known: it may have been carried out. Ask again later with the same idempotency
 * key, or read the payment; never send it again under another key.
 */
public final class PurseOutcomeUnknownException extends PurseException {

    private static final long serialVersionUID = 1L;

    PurseOutcomeUnknownException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
