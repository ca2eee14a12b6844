package io.camelpurse.ordertocash;

/** UBL documents, as small as the schema's spirit allows. */
final class Documents {

    private Documents() {}

    static String order(String id, String currency, String amount) {
        return document(
                "Order",
                id,
                currency,
                total("AnticipatedMonetaryTotal", currency, amount) + """
            <cac:OrderLine><cac:LineItem>
              <cbc:ID>1</cbc:ID>
              <cbc:Quantity unitCode="C62">1</cbc:Quantity>
              <cbc:LineExtensionAmount currencyID="%1$s">%2$s</cbc:LineExtensionAmount>
              <cac:Price><cbc:PriceAmount currencyID="%1$s">%2$s</cbc:PriceAmount></cac:Price>
              <cac:Item><cbc:Name>Lamp</cbc:Name></cac:Item>
            </cac:LineItem></cac:OrderLine>
            """.formatted(currency, amount));
    }

    static String invoice(String id, String order, String currency, String amount) {
        return document("Invoice", id, currency, reference(order) + total("LegalMonetaryTotal", currency, amount));
    }

    static String creditNote(String id, String order, String currency, String amount, String... invoices) {
        StringBuilder references = new StringBuilder();
        for (String invoice : invoices) {
            references.append(billingReference(invoice));
        }
        return document(
                "CreditNote",
                id,
                currency,
                reference(order) + references + total("LegalMonetaryTotal", currency, amount));
    }

    /** An invoice that says what it is for by its code of UNTDID 1001. */
    static String invoiceOfType(String code, String id, String order, String amount) {
        return invoice(id, order, "EUR", amount)
                .replace(
                        "<cbc:DocumentCurrencyCode>",
                        "<cbc:InvoiceTypeCode>" + code + "</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>");
    }

    /** An invoice behind which no other follows. */
    static String finalInvoice(String id, String order, String currency, String amount) {
        return invoiceOfType("218", id, order, amount)
                .replace(">EUR<", '>' + currency + '<')
                .replace("EUR\"", currency + '"');
    }

    /** A credit note that says what it is for by its code of UNTDID 1001. */
    static String creditNoteOfType(String code, String id, String order, String amount) {
        return creditNote(id, order, "EUR", amount)
                .replace(
                        "<cbc:DocumentCurrencyCode>",
                        "<cbc:CreditNoteTypeCode>" + code + "</cbc:CreditNoteTypeCode><cbc:DocumentCurrencyCode>");
    }

    static String billingReference(String invoice) {
        return "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>" + invoice
                + "</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>\n";
    }

    static String cancellation(String id, String order) {
        return document("OrderCancellation", id, "", reference(order))
                .replace("<cbc:DocumentCurrencyCode></cbc:DocumentCurrencyCode>", "");
    }

    private static String document(String kind, String id, String currency, String content) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <%1$s xmlns="urn:oasis:names:specification:ubl:schema:xsd:%1$s-2"
                xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
              <cbc:ID>%2$s</cbc:ID>
              <cbc:DocumentCurrencyCode>%3$s</cbc:DocumentCurrencyCode>
            %4$s</%1$s>
            """.formatted(kind, id, currency, content);
    }

    static String reference(String order) {
        return "<cac:OrderReference><cbc:ID>" + order + "</cbc:ID></cac:OrderReference>\n";
    }

    private static String total(String element, String currency, String amount) {
        return "<cac:%1$s><cbc:PayableAmount currencyID=\"%2$s\">%3$s</cbc:PayableAmount></cac:%1$s>%n"
                .formatted(element, currency, amount);
    }
}
