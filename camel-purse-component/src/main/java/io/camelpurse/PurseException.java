package io.camelpurse;

import io.camelpurse.model.Problem;
import java.time.Duration;
import org.apache.camel.CamelException;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A call to Purse that failed. The subclasses are named by what a route does next; this class has the outcome of the
 * call and whether a retry is safe. It never contains a body, a secret or card data.
 *
 * <p>The component creates these exceptions with the details of the call. The public constructors of the subclasses
 * are for tests of routes, to throw what a call would throw; outcome and retry safety are those of the class.
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
     * The status code of the response.
     *
     * @return the HTTP status code, or 0 if there was no response
     */
    public int getHttpStatus() {
        return call.httpStatus();
    }

    /**
     * The problem details of the response (RFC 9457).
     *
     * @return the problem, or {@code null} if there was no response or the response was a success
     */
    public Problem getProblem() {
        return call.problem();
    }

    /**
     * The idempotency key of the call. Where {@link #isSafeToRetry()} is {@code true}, a retry of the same request must
     * have this key. Where it is {@code false}, the key does not make a retry safe.
     *
     * @return the key, or {@code null} if the call had none, or had two as a reversal has
     */
    public String getIdempotencyKey() {
        return call.idempotencyKey();
    }

    /**
     * The outcome of the call. Whether it may be retried is {@link #isSafeToRetry()}.
     *
     * @return the outcome
     */
    public CallOutcome getCallOutcome() {
        return call.outcome();
    }

    /**
     * Whether the call can be retried without moving money twice. The idempotency key must stay the same.
     *
     * @return whether a retry is safe
     */
    public boolean isSafeToRetry() {
        return call.safeToRetry();
    }

    /**
     * The number of times that the request was sent.
     *
     * @return the number of attempts, 0 if the request was not sent
     */
    public int getAttempts() {
        return call.attempts();
    }

    /**
     * The time that Purse asks to wait before the next attempt ({@code Retry-After}).
     *
     * @return the delay, or {@code null} if the response has none
     */
    public Duration getRetryAfter() {
        return call.retryAfter();
    }

    /**
     * The status code of the response, as Camel's HTTP components report it.
     *
     * @return the HTTP status code, or 0 if there was no response
     */
    @Override
    public int getHttpResponseCode() {
        return getHttpStatus();
    }

    /** Has no effect: the status of a failed call does not change. */
    @Override
    public void setHttpResponseCode(int code) {}

    /**
     * The reason phrase of the response, which is not kept, as it is text of the peer.
     *
     * @return {@code null}
     */
    @Override
    public String getHttpResponseStatus() {
        return null;
    }

    /** Has no effect: the status of a failed call does not change. */
    @Override
    public void setHttpResponseStatus(String status) {}
}
