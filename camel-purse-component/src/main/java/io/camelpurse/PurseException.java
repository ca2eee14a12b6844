package io.camelpurse;

import io.camelpurse.client.CallPhase;
import io.camelpurse.model.Problem;
import java.io.Serializable;
import java.time.Duration;
import org.apache.camel.CamelException;

/**
 * A call to Purse that did not succeed. The subclasses are named by what a route does next; this class says how far the
 * call got and whether repeating it is safe. It never carries a body, a secret or card data.
 */
public abstract class PurseException extends CamelException {

    private static final long serialVersionUID = 1L;

    private final FailedCall call;

    PurseException(String message, FailedCall call, Throwable cause) {
        super(message, cause);
        this.call = call;
    }

    /**
     * The operation, such as {@code capturePayment}.
     *
     * @return the operation's name
     */
    public String getOperation() {
        return call.operation();
    }

    /**
     * The status code of the answer.
     *
     * @return the HTTP status code, or 0 if there was no answer
     */
    public int getHttpStatus() {
        return call.httpStatus();
    }

    /**
     * What Purse answered (section 7 of the API reference).
     *
     * @return the problem, or {@code null} if there was no answer or the answer was a success
     */
    public Problem getProblem() {
        return call.problem();
    }

    /**
     * The idempotency key that the call carried: asking again later with the same key is safe.
     *
     * @return the key, or {@code null} if the call had none
     */
    public String getIdempotencyKey() {
        return call.idempotencyKey();
    }

    /**
     * How far the call got.
     *
     * @return the phase
     */
    public CallPhase getPhase() {
        return call.phase();
    }

    /**
     * Whether the same call may be made again without moving money twice. The idempotency key must stay the same.
     *
     * @return whether repeating is safe
     */
    public boolean isSafeToRetry() {
        return call.safeToRetry();
    }

    /**
     * How often the request was sent.
     *
     * @return 0 if it never was
     */
    public int getAttempts() {
        return call.attempts();
    }

    /**
     * How long Purse asked to wait before the next try ({@code Retry-After}).
     *
     * @return the wait, or {@code null} if nothing was asked for
     */
    public Duration getRetryAfter() {
        return call.retryAfter();
    }

    /** What is known of a failed call. */
    record FailedCall(
            String operation,
            String idempotencyKey,
            CallPhase phase,
            boolean safeToRetry,
            int httpStatus,
            Problem problem,
            int attempts,
            Duration retryAfter)
            implements Serializable {}
}
