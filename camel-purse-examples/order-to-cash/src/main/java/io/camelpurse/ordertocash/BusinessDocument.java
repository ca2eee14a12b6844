package io.camelpurse.ordertocash;

import java.math.BigDecimal;
import java.util.Set;

/**
 * The content of an ERP document, read for the settlement. An amount that is missing is {@code null}, a text that is
 * missing is empty.
 *
 * @param kind the root element, {@code unreadable} where there is none
 * @param id the number; the SHA-256 digest of a document that is unreadable
 * @param orders the orders that it names; an Order names itself
 * @param typeCode of an invoice or a credit note, by UNTDID 1001
 * @param currency of the document
 * @param amountCurrency of the amount
 * @param invoices the invoices that a credit note names
 */
record BusinessDocument(
        String kind,
        String id,
        Set<String> orders,
        String typeCode,
        String currency,
        String amountCurrency,
        BigDecimal amount,
        Set<String> invoices) {

    static final String UNREADABLE = "unreadable";

    /** The order that it belongs to; empty where it names none, or several. */
    String order() {
        return orders.size() == 1 ? orders.iterator().next() : "";
    }

    /** Kind and number, by which an acknowledgement names it. */
    String name() {
        return kind + " " + id;
    }

    boolean isOrder() {
        return kind.equals("Order");
    }
}
