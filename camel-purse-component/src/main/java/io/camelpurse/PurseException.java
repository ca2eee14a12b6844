package io.camelpurse;

import io.camelpurse.client.CallOutcome;
import io.camelpurse.model.Problem;
import java.io.Serializable;
import java.time.Duration;
import org.apache.camel.CamelException;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A call to Purse that did not succeed. The subclasses are named by what a route does next; this class says how far the
 * call got and whether repeating it is safe. It never carries a body, a secret or card data.
 *
 * <p>The component makes them with all that is known of the call. The public constructors of the subclasses are for tests of
 * routes, to throw what a call would have thrown; outcome and retry-safety are those that the class stands for.
 */
public abstract class PurseException extends CamelException implements HttpResponseAware {

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
     * @return the outcome
     */
    public CallOutcome getCallOutcome() {
        return call.outcome();
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

    /**
     * The status code of the response, as Camel's HTTP components tell it.
     *
     * @return the HTTP status code, or 0 if there was no response
     */
    @Override
    public int getHttpResponseCode() {
        return getHttpStatus();
    }

    /** Has no effect: a failed call stays what it was. */
    @Override
    public void setHttpResponseCode(int code) {}

    /**
     * The reason phrase of the response, which is not kept since it is text of whoever responded.
     *
     * @return {@code null}
     */
    @Override
    public String getHttpResponseStatus() {
        return null;
    }

    /** Has no effect: a failed call stays what it was. */
    @Override
    public void setHttpResponseStatus(String status) {}

    /** What is known of a failed call. */
    record FailedCall(
            String operation,
            String idempotencyKey,
            CallOutcome outcome,
            boolean safeToRetry,
            int httpStatus,
            Problem problem,
            int attempts,
            Duration retryAfter)
            implements Serializable {

        /** A call as a test describes it; sent once if it has a response. */
        static FailedCall of(
                CallOutcome outcome,
                boolean safeToRetry,
                PurseOperation operation,
                int httpStatus,
                Problem problem,
                String idempotencyKey) {
            return new FailedCall(
                    operation == null ? null : operation.name(),
                    idempotencyKey,
                    outcome,
                    safeToRetry,
                    httpStatus,
                    problem,
                    httpStatus == 0 ? 0 : 1,
                    null);
        }
    }
}
