package io.camelpurse;

/**
 * Purse could not be reached or turned the call away unprocessed, or a read got no answer: try again later, as often as
 * you like.
 */
public final class PurseUnavailableException extends PurseException {

    private static final long serialVersionUID = 1L;

    PurseUnavailableException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
