package io.camelpurse;

import io.camelpurse.model.Problem;
import java.io.Serializable;
import java.time.Duration;

/**
 * Details of a failed call.
 *
 * @param operation      the operation's name, or {@code null}
 * @param idempotencyKey the key that the call carried, or {@code null}
 * @param outcome        how far the call got
 * @param safeToRetry    whether the same call may be made again without moving money twice
 * @param httpStatus     the HTTP status code of the response, or 0 if there was none
 * @param problem        the problem that Purse described, or {@code null}
 * @param attempts       how often the request was sent
 * @param retryAfter     how long Purse asked to wait, or {@code null}
 */
public record FailedCall(
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
