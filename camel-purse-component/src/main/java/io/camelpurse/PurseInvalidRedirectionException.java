package io.camelpurse;

import io.camelpurse.client.CallOutcome;
import io.camelpurse.redirect.InvalidRedirectionReason;

/**
 * What a shopper brought back from the payment page is not to be believed. The message is always the same, and may be shown;
 * the reason is for the log.
 */
public final class PurseInvalidRedirectionException extends PurseException {

    private static final long serialVersionUID = 1L;

    private final InvalidRedirectionReason reason;

    /**
     * Also for tests of routes.
     *
     * @param reason why the data is not to be believed
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
     * Why: for logs and metrics, not for the shopper.
     *
     * @return the reason
     */
    public InvalidRedirectionReason getReason() {
        return reason;
    }
}
