package io.camelpurse;

import io.camelpurse.client.CallOutcome;

/**
 * The message cannot become a call: a field is missing or wrong. Nothing was sent. The message names the field, its value
 * and the remedy.
 */
public final class PurseValidationException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * Also for tests of routes: nothing was sent.
     *
     * @param message the message
     */
    public PurseValidationException(String message) {
        this(message, null);
    }

    PurseValidationException(String message, Throwable cause) {
        super(message, new FailedCall(null, null, CallOutcome.REJECTED, false, 0, null, 0, null), cause);
    }

    PurseValidationException(PurseOperation operation, PurseValidationException origin) {
        super(
                operation + ": " + origin.getMessage(),
                new FailedCall(operation.name(), null, CallOutcome.REJECTED, false, 0, null, 0, null),
                origin.getCause());
        setStackTrace(origin.getStackTrace());
    }
}
