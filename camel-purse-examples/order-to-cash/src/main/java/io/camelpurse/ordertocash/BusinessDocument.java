package io.camelpurse.ordertocash;

import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * What an ERP document says, read for the settlement. An amount that is missing is {@code null}, a text that is missing is
 * empty.
 *
 * @param kind the root element, {@code unreadable} where there is none
 * @param currency of the document
 * @param amountCurrency of the amount
 */
record BusinessDocument(
        Path file,
        String kind,
        String id,
        String order,
        String currency,
        String amountCurrency,
        BigDecimal amount,
        String invoice) {

    static final String UNREADABLE = "unreadable";

    boolean isOrder() {
        return kind.equals("Order");
    }
}
