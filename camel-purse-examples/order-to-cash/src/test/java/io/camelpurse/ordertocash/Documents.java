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

    static String creditNote(String id, String order, String currency, String amount) {
        return document("CreditNote", id, currency, reference(order) + total("LegalMonetaryTotal", currency, amount));
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

    private static String reference(String order) {
        return "<cac:OrderReference><cbc:ID>" + order + "</cbc:ID></cac:OrderReference>\n";
    }

    private static String total(String element, String currency, String amount) {
        return "<cac:%1$s><cbc:PayableAmount currencyID=\"%2$s\">%3$s</cbc:PayableAmount></cac:%1$s>%n"
                .formatted(element, currency, amount);
    }
}
