package io.camelpurse.chaos;

/**
 * An invoice, a cancellation or a credit note: one payment operation.
 *
 * @param operation      {@code capturePayment}, {@code voidPayment} or {@code refundPayment}
 * @param amount         in minor units; 0 for all that is available
 * @param deliveredTwice whether it arrives on two nodes at the same instant
 */
record BusinessDocument(String operation, String paymentId, String reference, long amount, boolean deliveredTwice) {

    Object amountHeader() {
        return amount == 0 ? "available" : amount;
    }

    /** The list of the payment that the operation appears in. */
    String list() {
        return switch (operation) {
            case "capturePayment" -> "captures";
            case "voidPayment" -> "voids";
            default -> "refunds";
        };
    }
}
