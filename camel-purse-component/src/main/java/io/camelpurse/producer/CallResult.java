package io.camelpurse.producer;

import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import java.util.Locale;

/** How a call ended, as metrics show it: by what whoever handles the exception has to do next. */
public enum CallResult {

    /** Without an exception. */
    SUCCESS,

    /** The capture, refund or void ended as FAILURE or CONFLICT. */
    FAILED,

    /** Purse rejected the request, or the component did: above {@code maxAmount}, for example, nothing is sent. */
    REJECTED,

    /** Purse did not accept the credentials. */
    UNAUTHORIZED,

    /** Rejected by local validation, before its request was sent. */
    INVALID,

    /** Not executed, because Purse is not available. */
    UNAVAILABLE,

    /** It is not known whether the request was executed. */
    UNKNOWN,

    /** Any other exception: a key that was used before, an output or redirection data that is not valid, or a bug. */
    ERROR;

    /** By the class of the exception, since that is what a route handles. */
    static CallResult of(Exception failure) {
        if (failure == null) {
            return SUCCESS;
        }
        if (failure instanceof PurseOutcomeUnknownException) {
            return UNKNOWN;
        }
        if (failure instanceof PurseUnavailableException) {
            return UNAVAILABLE;
        }
        if (failure instanceof PurseOperationFailedException) {
            return FAILED;
        }
        if (failure instanceof PurseValidationException) {
            return INVALID;
        }
        if (failure instanceof PurseAuthenticationException) {
            return UNAUTHORIZED;
        }
        return failure instanceof PurseRejectedException ? REJECTED : ERROR;
    }

    /** As a value of the tag {@code outcome}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
