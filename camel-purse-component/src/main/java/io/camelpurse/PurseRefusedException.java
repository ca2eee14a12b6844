package io.camelpurse;

/**
 * Purse understood the call and refused it: nothing was done. Repeating it unchanged is pointless; a person or the route
 * has to decide.
 */
public final class PurseRefusedException extends PurseException {

    private static final long serialVersionUID = 1L;

    PurseRefusedException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
