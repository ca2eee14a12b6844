package io.camelpurse;

import io.camelpurse.PurseException.FailedCall;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.CallPhase;
import io.camelpurse.client.PurseRequest;

/** Tells a route what a failed call means to it. */
final class FailureTranslator {

    private final PurseOperation operation;

    FailureTranslator(PurseOperation operation) {
        this.operation = operation;
    }

    /**
     * @param request what was to be sent, or {@code null} if the operation is only about the token
     */
    Exception translate(Throwable failure, PurseRequest request) {
        if (!(failure instanceof CallFailedException failed)) {
            return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        }
        String key = request == null ? null : request.idempotencyKey();
        boolean repeatable = !operation.changes() || key != null;
        FailedCall call = new FailedCall(
                operation.name(),
                key,
                failed.phase(),
                failed.phase() == CallPhase.NOT_EXECUTED || failed.phase() == CallPhase.MAYBE_EXECUTED && repeatable,
                failed.httpStatus(),
                failed.problem(),
                failed.attempts(),
                failed.retryAfter());
        String subject = request == null ? operation.name() : operation + " (" + request + ")";
        return switch (failed.phase()) {
            case REFUSED ->
                failed.unauthenticated()
                        ? new PurseAuthenticationException(
                                subject + " was not allowed: " + failed.getMessage()
                                        + ". Check clientId, clientSecret, apiKey, entityId and tokenUrl",
                                call,
                                failed)
                        : new PurseRefusedException(subject + " was refused: " + failed.getMessage(), call, failed);
            case NOT_EXECUTED ->
                new PurseUnavailableException(subject + " was not carried out: " + failed.getMessage(), call, failed);
            case MAYBE_EXECUTED ->
                operation.changes()
                        ? new PurseOutcomeUnknownException(
                                subject + " may or may not have been carried out: " + failed.getMessage()
                                        + (key == null ? "" : ". Ask again with the idempotency key " + key),
                                call,
                                failed)
                        : new PurseUnavailableException(
                                subject + " got no usable answer: " + failed.getMessage(), call, failed);
        };
    }
}
