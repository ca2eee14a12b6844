package io.camelpurse.client;

import io.camelpurse.model.Problem;
import java.time.Duration;

/**
 * A call that did not succeed: how far it got, what Purse answered if it did. Carries neither a body nor a secret.
 */
public final class CallFailedException extends Exception {

    private final CallPhase phase;
    private final boolean unauthenticated;
    private final int httpStatus;
    private final Problem problem;
    private final Duration retryAfter;
    private int attempts;

    private CallFailedException(
            CallPhase phase,
            boolean unauthenticated,
            String message,
            int httpStatus,
            Problem problem,
            Duration retryAfter,
            Throwable cause) {
        super(message, cause);
        this.phase = phase;
        this.unauthenticated = unauthenticated;
        this.httpStatus = httpStatus;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static CallFailedException notExecuted(String message, Throwable cause) {
        return new CallFailedException(CallPhase.NOT_EXECUTED, false, message, 0, null, null, cause);
    }

    static CallFailedException maybeExecuted(String message, Throwable cause) {
        return new CallFailedException(CallPhase.MAYBE_EXECUTED, false, message, 0, null, null, cause);
    }

    static CallFailedException unreadable(int httpStatus, String message) {
        return new CallFailedException(CallPhase.MAYBE_EXECUTED, false, message, httpStatus, null, null, null);
    }

    static CallFailedException answered(CallPhase phase, Problem problem, Duration retryAfter) {
        return new CallFailedException(
                phase,
                problem.status() == 401 || problem.status() == 403,
                problem.toString(),
                problem.status(),
                problem,
                retryAfter,
                null);
    }

    /** The token endpoint's failure as the failure of the call that needed the token: the call itself never left. */
    static CallFailedException withoutToken(CallFailedException failure) {
        boolean refused = failure.phase == CallPhase.REFUSED;
        return new CallFailedException(
                refused ? CallPhase.REFUSED : CallPhase.NOT_EXECUTED,
                refused,
                "no access token: " + failure.getMessage(),
                failure.httpStatus,
                failure.problem,
                failure.retryAfter,
                failure);
    }

    /** How far the call got. */
    public CallPhase phase() {
        return phase;
    }

    /** Whether the credentials, or what they allow, are what failed. */
    public boolean unauthenticated() {
        return unauthenticated;
    }

    /** The HTTP status code of the answer, or 0 if there was none. */
    public int httpStatus() {
        return httpStatus;
    }

    /** What Purse answered, or {@code null}. */
    public Problem problem() {
        return problem;
    }

    /** How long Purse asks to wait before the next try, or {@code null}. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** How often the request was sent. */
    public int attempts() {
        return attempts;
    }

    CallFailedException after(int sent) {
        attempts = sent;
        return this;
    }
}
