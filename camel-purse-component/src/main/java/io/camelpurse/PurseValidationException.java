package io.camelpurse;

/**
 * Local validation rejected the message: a field is missing or has an invalid value. The request was not sent. The
 * exception message names the field, its value and the fix.
 */
public final class PurseValidationException extends PurseException {

    private static final long serialVersionUID = 1L;

    /**
     * Also for tests of routes: the request was not sent.
     *
     * @param message the message
     */
    public PurseValidationException(String message) {
        this(message, null);
    }

    /**
     * For the component.
     *
     * @param message the message
     * @param cause   why, or {@code null}
     */
    public PurseValidationException(String message, Throwable cause) {
        super(message, new FailedCall(null, null, CallOutcome.REJECTED, false, 0, null, 0, null), cause);
    }

    /**
     * The same, of a certain operation.
     *
     * @param operation the operation
     * @param origin    what was found before the operation was known
     */
    public PurseValidationException(PurseOperation operation, PurseValidationException origin) {
        super(
                operation + ": " + origin.getMessage(),
                new FailedCall(operation.name(), null, CallOutcome.REJECTED, false, 0, null, 0, null),
                origin.getCause());
        setStackTrace(origin.getStackTrace());
    }
}
