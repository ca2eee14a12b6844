package io.camelpurse.redirect;

import io.camelpurse.InvalidRedirectionReason;

/**
 * Redirection data is not believed. Has no stack trace: whoever sends forged data by the thousand shall pay more for it
 * than we do.
 */
public final class RejectedRedirectionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final InvalidRedirectionReason reason;

    /**
     * A rejection.
     *
     * @param reason why
     */
    public RejectedRedirectionException(InvalidRedirectionReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public InvalidRedirectionReason reason() {
        return reason;
    }
}
