package io.camelpurse;

/**
 * The call was executed, and its response does not fit {@code outputType}. The headers say what became of the call, such as
 * the operation and its status. A redelivery of a capture, refund, void or reversal, and of a {@code createPayment} of the
 * same exchange, finds what was executed and does not execute it again.
 */
public final class PurseOutputConversionException extends PurseException {

    private static final long serialVersionUID = 1L;

    PurseOutputConversionException(String message, FailedCall call) {
        super(message, call, null);
    }
}
