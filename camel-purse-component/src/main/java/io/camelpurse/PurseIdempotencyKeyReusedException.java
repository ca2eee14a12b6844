package io.camelpurse;

/**
 * The idempotency key stands for another capture, refund or void than the one asked for: another amount, reference or
 * kind. Nothing was done. Most often two business documents share one merchant reference.
 */
public final class PurseIdempotencyKeyReusedException extends PurseException {

    private static final long serialVersionUID = 1L;

    PurseIdempotencyKeyReusedException(String message, FailedCall call, Throwable cause) {
        super(message, call, cause);
    }
}
