package io.camelpurse;

import io.camelpurse.OperationCall.Pending;
import io.camelpurse.PurseException.FailedCall;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.CallFailedException.Obstacle;
import io.camelpurse.client.CallPhase;

/** Tells a route what a failed call means to it. */
final class FailureTranslator {

    private final PurseOperation operation;

    FailureTranslator(PurseOperation operation) {
        this.operation = operation;
    }

    Exception translate(Throwable failure, Pending pending) {
        if (!(failure instanceof CallFailedException failed)) {
            return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        }
        FailedCall call = call(failed, pending);
        String subject = pending.subject().isEmpty() ? operation.name() : operation + " (" + pending.subject() + ")";
        return switch (failed.phase()) {
            case REFUSED -> refused(failed, subject, call);
            case NOT_EXECUTED ->
                new PurseUnavailableException(subject + " was not carried out: " + failed.getMessage(), call, failed);
            case MAYBE_EXECUTED ->
                operation.changes()
                        ? new PurseOutcomeUnknownException(
                                subject + " may or may not have been carried out: " + failed.getMessage()
                                        + (call.idempotencyKey() == null
                                                ? ""
                                                : ". Ask again with the idempotency key " + call.idempotencyKey()),
                                call,
                                failed)
                        : new PurseUnavailableException(
                                subject + " got no usable answer: " + failed.getMessage(), call, failed);
        };
    }

    private static PurseException refused(CallFailedException failed, String subject, FailedCall call) {
        if (failed.obstacle() == Obstacle.CREDENTIALS) {
            return new PurseAuthenticationException(
                    subject + " was not allowed: " + failed.getMessage()
                            + ". Check clientId, clientSecret, apiKey, entityId and tokenUrl",
                    call,
                    failed);
        }
        if (failed.obstacle() == Obstacle.KEY_USED_BEFORE) {
            return new PurseIdempotencyKeyReusedException(
                    subject + " was not carried out: " + failed.getMessage()
                            + ". Give every business document a merchant reference of its own",
                    call,
                    failed);
        }
        return new PurseRefusedException(subject + " was refused: " + failed.getMessage(), call, failed);
    }

    private FailedCall call(CallFailedException failed, Pending pending) {
        return new FailedCall(
                operation.name(),
                pending.idempotencyKey(),
                failed.phase(),
                failed.phase() == CallPhase.NOT_EXECUTED
                        || failed.phase() == CallPhase.MAYBE_EXECUTED && pending.repeatable(),
                failed.httpStatus(),
                failed.problem(),
                failed.attempts(),
                failed.retryAfter());
    }
}
