package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.billingReference;
import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.reference;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which order and which invoice a document is for: one of each, and never the first of several alone. */
class ReferencesTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of());

    @Test
    void aDocumentThatNamesSeveralOrdersIsRejected() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver(
                "1.xml",
                invoice("INV-1", "ORD-1", "EUR", "1.00").replace("<cac:Legal", reference("ORD-2") + "<cac:Legal"));
        stage.deliver(
                "2.xml",
                invoice("INV-2", "ORD-1", "EUR", "1.00")
                        .replace("</Invoice>", line("Invoice", "ORD-2") + "</Invoice>"));
        stage.deliver(
                "3.xml",
                creditNote("CN-1", "ORD-1", "EUR", "1.00").replace("<cac:Legal", reference("ORD-2") + "<cac:Legal"));
        stage.deliver("4.xml", cancellation("CAN-1", "ORD-1").replace("</Order", reference("ORD-2") + "</Order"));

        assertThat(stage.awaitRejected("1.xml"))
                .contains("names more than one order", "cac:OrderReference", "ORD-1 and ORD-2", "one Invoice for each");
        assertThat(stage.awaitRejected("2.xml")).contains("names more than one order", "ORD-1 and ORD-2");
        assertThat(stage.awaitRejected("3.xml")).contains("names more than one order", "one CreditNote for each");
        assertThat(stage.awaitRejected("4.xml"))
                .contains("names more than one order", "one OrderCancellation for each");
        assertThat(stage.amount(payment, "available_to_capture")).isEqualTo(1000);
    }

    @Test
    void theSameOrderNamedTwiceIsOneOrder() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver(
                "1.xml",
                invoice("INV-1", "ORD-1", "EUR", "1.00")
                        .replace("<cac:Legal", reference("ORD-1") + "<cac:Legal")
                        .replace("</Invoice>", line("Invoice", " ORD-1 ") + "</Invoice>"));
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(100);
    }

    @Test
    void aCreditNoteForSeveralInvoicesIsRejected() throws Exception {
        String payment = captured("INV-1", "6.00", "INV-2", "4.00");
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "5.00", "INV-1", "INV-2"));
        stage.deliver(
                "4.xml",
                creditNote("CN-2", "ORD-1", "EUR", "5.00", "INV-1")
                        .replace("</CreditNote>", creditLine("INV-2") + "</CreditNote>"));
        stage.deliver(
                "5.xml",
                creditNote("CN-3", "ORD-1", "EUR", "5.00", "INV-1")
                        .replace(
                                "</cac:BillingReference>",
                                "<cac:DebitNoteDocumentReference><cbc:ID>INV-2</cbc:ID>"
                                        + "</cac:DebitNoteDocumentReference>"
                                        + "</cac:BillingReference>"));

        for (String name : new String[] {"3.xml", "4.xml", "5.xml"}) {
            assertThat(stage.awaitRejected(name))
                    .contains(
                            "names more than one document that it corrects",
                            "cac:BillingReference",
                            "INV-1 and INV-2",
                            "one CreditNote for each invoice");
        }
        assertThat(stage.amount(payment, "total_refunded")).isZero();
    }

    @Test
    void aReferenceWithoutANumberIsRejected() throws Exception {
        captured("INV-1", "6.00", "INV-2", "4.00");
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", " "));

        assertThat(stage.awaitRejected("3.xml")).contains("does not say by number which invoice it corrects");
    }

    @Test
    void aNegativeTotalIsRejectedInWordsThatFitTheDocument() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", creditNote("CN-1", "ORD-1", "EUR", "-5.00"));
        stage.deliver("2.xml", invoice("INV-1", "ORD-1", "EUR", "-5.00"));

        assertThat(stage.awaitRejected("1.xml"))
                .contains("the total is negative", "value     -5.00", "without a sign", "Invoice for what is still")
                .doesNotContain("send a CreditNote");
        assertThat(stage.awaitRejected("2.xml")).contains("the amount is negative", "send a CreditNote");
    }

    @Test
    void whatADocumentMaySayOnceOnlyIsNotTakenFromTheFirstPlace() throws Exception {
        try (Mapping mapping = new Mapping()) {
            String invoice = invoice("INV-1", "ORD-1", "EUR", "1.00");
            String total = invoice.substring(invoice.indexOf("<cac:Legal"), invoice.indexOf("</Invoice>"));

            assertThat(repeated(mapping, invoice.replace(total, total + total.replace("1.00", "9.00"))))
                    .isEqualTo("cac:LegalMonetaryTotal/cbc:PayableAmount");
            assertThat(repeated(mapping, invoice.replace("<cbc:ID>INV-1", "<cbc:ID>INV-1</cbc:ID><cbc:ID>INV-2")))
                    .isEqualTo("cbc:ID");
            assertThat(repeated(
                            mapping,
                            invoice.replace(
                                    "<cbc:DocumentCurrencyCode>",
                                    "<cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode>"
                                            + "<cbc:DocumentCurrencyCode>")))
                    .isEqualTo("cbc:DocumentCurrencyCode");
            String typed = Documents.invoiceOfType("380", "INV-1", "ORD-1", "1.00");
            assertThat(repeated(
                            mapping,
                            typed.replace("</cbc:Inv", "</cbc:InvoiceTypeCode><cbc:InvoiceTypeCode>381</cbc:Inv")))
                    .isEqualTo("cbc:InvoiceTypeCode");
        }
    }

    private static String repeated(Mapping mapping, String document) throws Exception {
        JsonNode facts = mapping.document(document);
        assertThat(facts.path("reason").asText()).contains("more than once");
        return facts.path("field").asText();
    }

    private String captured(String invoice, String amount, String other, String otherAmount) throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice(invoice, "ORD-1", "EUR", amount));
        stage.deliver("2.xml", invoice(other, "ORD-1", "EUR", otherAmount));
        stage.awaitDone("2.xml");
        return payment;
    }

    private static String line(String kind, String order) {
        return "<cac:" + kind + "Line><cbc:ID>1</cbc:ID><cac:OrderLineReference><cbc:LineID>1</cbc:LineID>"
                + reference(order) + "</cac:OrderLineReference></cac:" + kind + "Line>";
    }

    private static String creditLine(String invoice) {
        return "<cac:CreditNoteLine><cbc:ID>1</cbc:ID>" + billingReference(invoice) + "</cac:CreditNoteLine>";
    }
}
