package io.camelpurse;

import io.camelpurse.client.CallPhase;

/**
 * The message cannot become a call: a field is missing or wrong. Nothing was sent. The message names the field, its value
 * and the remedy.
 */
public final class PurseInvalidRequestException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * Also for tests of routes: nothing was sent.
     *
     * @param message the message
     */
    public PurseInvalidRequestException(String message) {
        this(message, null);
    }

    PurseInvalidRequestException(String message, Throwable cause) {
        super(message, new FailedCall(null, null, CallPhase.REFUSED, false, 0, null, 0, null), cause);
    }

    PurseInvalidRequestException(PurseOperation operation, PurseInvalidRequestException origin) {
        super(
                operation + ": " + origin.getMessage(),
                new FailedCall(operation.name(), null, CallPhase.REFUSED, false, 0, null, 0, null),
                origin.getCause());
        setStackTrace(origin.getStackTrace());
    }
}
