package io.camelpurse.client;

import io.camelpurse.CallOutcome;
import io.camelpurse.model.Problem;
import io.camelpurse.text.LoggableText;
import java.time.Duration;

/**
 * Reports a call that did not succeed: how far it got, and what Purse responded, if it did. It contains neither a body
 * nor a secret.
 */
public final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The kind of error, where it is a particular one. */
    public enum ErrorCategory {
        /** Nothing particular. */
        NONE,
        /** The credentials, or what they allow. */
        CREDENTIALS,
        /** The idempotency key was used before, for something else. */
        KEY_USED_BEFORE,
        /** The payment has nothing left for the operation. */
        NOTHING_AVAILABLE,
        /** The response is a success, and does not show what was requested. */
        NOT_SHOWN
    }

    private final CallOutcome outcome;
    private final ErrorCategory category;
    private final int httpStatus;
    private final Problem problem;
    private final Duration retryAfter;
    private int attempts;

    private CallFailedException(
            CallOutcome outcome,
            ErrorCategory category,
            String message,
            int httpStatus,
            Problem problem,
            Duration retryAfter,
            Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
        this.category = category;
        this.httpStatus = httpStatus;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static CallFailedException notExecuted(String message, Throwable cause) {
        return new CallFailedException(CallOutcome.NOT_EXECUTED, ErrorCategory.NONE, message, 0, null, null, cause);
    }

    static CallFailedException outcomeUnknown(String message, Throwable cause) {
        return new CallFailedException(CallOutcome.UNKNOWN, ErrorCategory.NONE, message, 0, null, null, cause);
    }

    static CallFailedException rejected(ErrorCategory category, String message) {
        return new CallFailedException(CallOutcome.REJECTED, category, message, 0, null, null, null);
    }

    static CallFailedException aboveMaximum(long amount, long maximum) {
        return rejected(
                ErrorCategory.NONE,
                "amount " + LoggableText.amount(amount) + " is above maxAmount=" + maximum + " minor units");
    }

    /**
     * A call that would repeat an earlier one of which nobody knows whether it was executed.
     *
     * @param message why it is not sent
     * @return the failure
     */
    public static CallFailedException outcomeUnknown(String message) {
        return outcomeUnknown(message, null);
    }

    /** What Purse's response means, with the status and the problem that it had. */
    static CallFailedException concluded(
            CallOutcome outcome, ErrorCategory category, String message, CallFailedException response) {
        return new CallFailedException(
                outcome, category, message, response.httpStatus, response.problem, response.retryAfter, null);
    }

    static CallFailedException unreadable(int httpStatus, String message) {
        return new CallFailedException(CallOutcome.UNKNOWN, ErrorCategory.NONE, message, httpStatus, null, null, null);
    }

    /** A success that does not show what was requested. */
    static CallFailedException notShown(int httpStatus, String message) {
        return new CallFailedException(
                CallOutcome.UNKNOWN, ErrorCategory.NOT_SHOWN, message, httpStatus, null, null, null);
    }

    static CallFailedException responded(CallOutcome outcome, Problem problem, Duration retryAfter) {
        boolean credentials = problem.status() == 401 || problem.status() == 403;
        return new CallFailedException(
                outcome,
                credentials ? ErrorCategory.CREDENTIALS : ErrorCategory.NONE,
                problem.toString(),
                problem.status(),
                problem,
                retryAfter,
                null);
    }

    /** The token endpoint's failure as the failure of the call that needed the token: the call itself never left. */
    static CallFailedException withoutToken(CallFailedException failure) {
        // Where a redirect leads, the credentials are not to be sent: the URL is wrong.
        boolean redirected = failure.httpStatus / 100 == 3;
        boolean rejected = failure.outcome == CallOutcome.REJECTED || redirected;
        return new CallFailedException(
                rejected ? CallOutcome.REJECTED : CallOutcome.NOT_EXECUTED,
                rejected ? ErrorCategory.CREDENTIALS : ErrorCategory.NONE,
                "no access token: " + failure.getMessage(),
                failure.httpStatus,
                failure.problem,
                failure.retryAfter,
                failure);
    }

    /** The same failure of a call of which an earlier attempt may have been executed. */
    CallFailedException outcomeUnknown() {
        return outcome == CallOutcome.UNKNOWN
                ? this
                : new CallFailedException(
                        CallOutcome.UNKNOWN,
                        ErrorCategory.NONE,
                        "an earlier attempt may have been executed, and then: " + getMessage(),
                        httpStatus,
                        problem,
                        retryAfter,
                        this);
    }

    /** The failure of what is only read before something is sent. */
    CallFailedException beforeSending() {
        return outcome == CallOutcome.UNKNOWN
                ? new CallFailedException(
                                CallOutcome.NOT_EXECUTED,
                                ErrorCategory.NONE,
                                "the payment could not be read: " + getMessage(),
                                httpStatus,
                                problem,
                                retryAfter,
                                this)
                        .after(0)
                : after(0);
    }

    /** The same failure of a call of which an earlier part was executed. */
    CallFailedException afterPart(String part, int sent) {
        return new CallFailedException(
                        outcome, category, part + ", and then: " + getMessage(), httpStatus, problem, retryAfter, this)
                .after(attempts + sent);
    }

    CallFailedException after(int sent) {
        attempts = sent;
        return this;
    }

    /** How far the call got. */
    public CallOutcome callOutcome() {
        return outcome;
    }

    /** The kind of error. */
    public ErrorCategory category() {
        return category;
    }

    /** The HTTP status code of the response, or 0 if there was none. */
    public int httpStatus() {
        return httpStatus;
    }

    /** What Purse responded, or {@code null}. */
    public Problem problem() {
        return problem;
    }

    /** How long Purse asks to wait before the next attempt, or {@code null}. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** How often the request was sent. */
    public int attempts() {
        return attempts;
    }
}
