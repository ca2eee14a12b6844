package io.camelpurse.producer;

import io.camelpurse.CallOutcome;
import io.camelpurse.FailedCall;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseOutputConversionException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.message.OutputTypeMismatchException;
import io.camelpurse.producer.OperationCall.Pending;
import io.camelpurse.redirect.SigningKeysUnavailableException;
import org.apache.camel.Message;

/** Translates a failed call into the exception that a route gets. */
final class FailureTranslator {

    private static final int NOT_FOUND = 404;

    private final PurseOperation operation;

    FailureTranslator(PurseOperation operation) {
        this.operation = operation;
    }

    Exception translate(Throwable failure, Pending pending, Message message) {
        if (failure instanceof PurseValidationException invalid) {
            return invalid.getOperation() == null ? new PurseValidationException(operation, invalid) : invalid;
        }
        if (failure instanceof OutputTypeMismatchException mismatch) {
            return executed(mismatch, pending, message);
        }
        if (failure instanceof SigningKeysUnavailableException keys) {
            return unverified(keys);
        }
        if (!(failure instanceof CallFailedException failed)) {
            return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        }
        FailedCall call = call(failed, pending);
        String subject = subject(pending);
        return switch (failed.callOutcome()) {
            case REJECTED -> rejected(failed, subject, call);
            case NOT_EXECUTED ->
                new PurseUnavailableException(subject + " was not executed: " + failed.getMessage(), call, failed);
            case UNKNOWN ->
                operation.changes()
                        ? new PurseOutcomeUnknownException(
                                subject + " may or may not have been executed: " + failed.getMessage() + ". "
                                        + whatIsSafe(pending),
                                call,
                                failed)
                        : new PurseUnavailableException(
                                subject + " got no usable response: " + failed.getMessage(), call, failed);
            case EXECUTED -> throw new IllegalStateException("an executed call is no failed one", failed);
        };
    }

    /** What the message's headers say of the response is still true. */
    private PurseOutputConversionException executed(
            OutputTypeMismatchException mismatch, Pending pending, Message message) {
        FailedCall call = new FailedCall(
                operation.name(),
                pending.idempotencyKey(),
                CallOutcome.EXECUTED,
                pending.safeToRetry(),
                message.getHeader(PurseConstants.HTTP_RESPONSE_CODE, 0, Integer.class),
                null,
                message.getHeader(PurseConstants.ATTEMPTS, 0, Integer.class),
                null);
        return new PurseOutputConversionException(
                subject(pending) + (operation.changes() ? " was executed, but " : " has a response, but ")
                        + mismatch.getMessage() + ": read it with another outputType",
                call);
    }

    /**
     * For whatever reason the keys cannot be fetched, a missing permission included: the shopper's data may be valid.
     */
    private PurseUnavailableException unverified(SigningKeysUnavailableException keys) {
        CallFailedException read = keys.getCause() instanceof CallFailedException cause ? cause : null;
        FailedCall call = new FailedCall(
                operation.name(),
                null,
                CallOutcome.NOT_EXECUTED,
                true,
                read == null ? 0 : read.httpStatus(),
                read == null ? null : read.problem(),
                read == null ? 0 : read.attempts(),
                read == null ? null : read.retryAfter());
        String why = read == null ? keys.getMessage() : keys.getMessage() + ": " + read.getMessage();
        return new PurseUnavailableException(operation + " cannot verify the redirection data: " + why, call, keys);
    }

    private String subject(Pending pending) {
        return pending.subject().isEmpty() ? operation.name() : operation + " (" + pending.subject() + ")";
    }

    private String whatIsSafe(Pending pending) {
        if (pending.safeToRetry()) {
            return pending.idempotencyKey() == null
                    ? "Resend it for the same document: what was executed is not executed twice"
                    : "Retry it with the idempotency key " + pending.idempotencyKey()
                            + ": what was executed is not executed twice";
        }
        return operation.resourceId().isEmpty()
                ? "Do not resend it before it is known whether it was executed,"
                        + " since a second one would be another one: find the order in the Purse dashboard"
                : "Read its " + operation.resourceId().get().label() + " before resending it";
    }

    private static PurseException rejected(CallFailedException failed, String subject, FailedCall call) {
        if (failed.category() == ErrorCategory.CREDENTIALS) {
            return new PurseAuthenticationException(
                    subject + " was not allowed: " + failed.getMessage()
                            + ". Check clientId, clientSecret, tokenAuthentication, apiKey, entityId and tokenUrl",
                    call,
                    failed);
        }
        if (failed.category() == ErrorCategory.KEY_USED_BEFORE) {
            return new PurseIdempotencyKeyReusedException(
                    subject + " was not executed: " + failed.getMessage()
                            + ". Give every business document a merchant reference of its own",
                    call,
                    failed);
        }
        String remedy = failed.httpStatus() == NOT_FOUND
                ? ". Check the id, and whether it is from the environment of apiUrl"
                : "";
        return new PurseRejectedException(subject + " was rejected: " + failed.getMessage() + remedy, call, failed);
    }

    private FailedCall call(CallFailedException failed, Pending pending) {
        return new FailedCall(
                operation.name(),
                pending.idempotencyKey(),
                failed.callOutcome(),
                failed.callOutcome() == CallOutcome.NOT_EXECUTED
                        || failed.callOutcome() == CallOutcome.UNKNOWN && pending.safeToRetry(),
                failed.httpStatus(),
                failed.problem(),
                failed.attempts(),
                failed.retryAfter());
    }
}
