package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a kill interrupted: what the order book has claimed for the instance, and what Purse has seen of it. */
enum Interruption {
    CLAIMED("a document claimed, no operation requested"),
    LINK_REQUESTED("a payment link requested, not stored"),
    LINK_STORED("a payment link stored, its order not done"),
    CAPTURE_REQUESTED("a capture requested, not executed by Purse"),
    CAPTURE_EXECUTED("a capture executed by Purse, its document still open"),
    REFUND_REQUESTED("a refund requested, not executed by Purse"),
    REFUND_EXECUTED("a refund executed by Purse, its document still open"),
    VOID_REQUESTED("a void requested, not executed by Purse"),
    VOID_EXECUTED("a void executed by Purse, its document still open"),
    ACKNOWLEDGEMENT("an acknowledgement claimed, not stored as sent");

    private static final String CLAIMS = """
            SELECT d.kind, d.number, d.state, o.link_id, o.payment_id
            FROM business_document d LEFT JOIN sales_order o ON o.number = d.order_number
            WHERE d.claimed_by = ?""";

    private final String words;

    Interruption(String words) {
        this.words = words;
    }

    /** Examines the order book and Purse right after the kill, one interruption per claim. */
    static List<Interruption> of(PurseSandbox purse, OrderBook orderBook, String claimant) {
        return orderBook.rows(CLAIMS, claimant).stream()
                .map(document -> of(purse, document))
                .toList();
    }

    boolean isOfMoney() {
        return ordinal() > LINK_STORED.ordinal() && this != ACKNOWLEDGEMENT;
    }

    @Override
    public String toString() {
        return words;
    }

    private static Interruption of(PurseSandbox purse, Map<String, String> document) {
        if (!document.get("state").equals("open")) {
            return ACKNOWLEDGEMENT;
        }
        return switch (document.get("kind")) {
            case "Order" -> ofOrder(purse, document);
            case "Invoice" ->
                ofMoney(purse, document, "capturePayment", "captures", CAPTURE_REQUESTED, CAPTURE_EXECUTED);
            case "CreditNote" ->
                ofMoney(purse, document, "refundPayment", "refunds", REFUND_REQUESTED, REFUND_EXECUTED);
            default -> ofMoney(purse, document, "voidPayment", "voids", VOID_REQUESTED, VOID_EXECUTED);
        };
    }

    private static Interruption ofOrder(PurseSandbox purse, Map<String, String> order) {
        if (order.get("link_id") != null) {
            return LINK_STORED;
        }
        return isRequested(purse, "createPaymentLink", order.get("number")) ? LINK_REQUESTED : CLAIMED;
    }

    private static Interruption ofMoney(
            PurseSandbox purse,
            Map<String, String> document,
            String operation,
            String executed,
            Interruption whenRequested,
            Interruption whenExecuted) {
        String number = document.get("number") + (document.get("kind").equals("FinalInvoice") ? "/rest" : "");
        if (!isRequested(purse, operation, number)) {
            return CLAIMED;
        }
        return StreamSupport.stream(
                                purse.payment(document.get("payment_id"))
                                        .path(executed)
                                        .spliterator(),
                                false)
                        .anyMatch(one -> one.path("merchant_reference").asText().equals(number))
                ? whenExecuted
                : whenRequested;
    }

    private static boolean isRequested(PurseSandbox purse, String operation, String number) {
        return purse.journal(operation).stream()
                .anyMatch(request -> request.body().contains('"' + number + '"'));
    }
}
