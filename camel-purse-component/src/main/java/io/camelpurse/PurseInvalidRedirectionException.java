package io.camelpurse;

/**
 * The redirection data that the shopper's browser brought back from the payment page is not valid. The message is
 * always the same and may be shown to the shopper; the reason is for logs.
 */
public final class PurseInvalidRedirectionException extends PurseException {

    private static final long serialVersionUID = 1L;

    private final InvalidRedirectionReason reason;

    /**
     * Also for tests of routes.
     *
     * @param reason why the data is not valid
     */
    public PurseInvalidRedirectionException(InvalidRedirectionReason reason) {
        super(
                "The redirection data is not valid",
                new FailedCall(
                        PurseOperation.verifyRedirection.name(), null, CallOutcome.REJECTED, false, 0, null, 0, null),
                null);
        this.reason = reason;
    }

    /**
     * Why the data is not valid: for logs and metrics, not for the shopper.
     *
     * @return the reason
     */
    public InvalidRedirectionReason getReason() {
        return reason;
    }
}
