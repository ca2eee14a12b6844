package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same document in whichever way an ERP writes XML, and documents that are made to do harm. */
class ReadingTest {

    private static final int LARGEST = 2_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8, ''",
        "UTF-8, UTF-8, EFBBBF",
        "UTF-16, UTF-16BE, FEFF",
        "UTF-16, UTF-16LE, FFFE",
        "UTF-16BE, UTF-16BE, ''",
        "UTF-16LE, UTF-16LE, ''",
        "ISO-8859-1, ISO-8859-1, ''",
        "windows-1252, windows-1252, ''"
    })
    void aDocumentIsReadInItsEncodingWithAndWithoutAByteOrderMark(String declared, String charset, String mark)
            throws Exception {
        String order = Documents.order("ORD-1", "EUR", "10.00")
                .replace("encoding=\"UTF-8\"", "encoding=\"" + declared + "\"")
                .replace("Lamp", "Lampe für Zoë");
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.write(HexFormat.of().parseHex(mark));
        document.write(order.getBytes(Charset.forName(charset)));

        JsonNode link = MAPPING.paymentLink(document.toByteArray());

        assertThat(link.at("/order/shipments/0/item_lines/0/name").asText()).isEqualTo("Lampe für Zoë");
    }

    @Test
    void thePrefixesOfADocumentDoNotMatter() throws Exception {
        String creditNote = Documents.creditNote("CN-1", "ORD-1", "EUR", "10.00", "INV-1");
        String renamed = creditNote
                .replace("<cac:", "<a:")
                .replace("</cac:", "</a:")
                .replace("xmlns:cac", "xmlns:a")
                .replace("<cbc:", "<")
                .replace("</cbc:", "</")
                .replace("<CreditNote", "<ubl:CreditNote")
                .replace("</CreditNote", "</ubl:CreditNote")
                .replace("xmlns=", "xmlns:ubl=")
                .replace("xmlns:cbc=", "xmlns=");

        assertThat(renamed).doesNotContain("cbc:", "cac:");
        assertThat(MAPPING.document(renamed)).isEqualTo(MAPPING.document(creditNote));
        assertThat(MAPPING.document(renamed.replace("10.00", "ten"))
                        .path("field")
                        .asText())
                .isEqualTo("cac:LegalMonetaryTotal/cbc:PayableAmount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.1", "2.2", "2.3", "2.4"})
    void everyVersionOfUbl2IsRead(String version) throws Exception {
        String invoice = Documents.invoice("INV-1", "ORD-1", "EUR", "10.00")
                .replace("<cbc:ID>INV-1", "<cbc:UBLVersionID>" + version + "</cbc:UBLVersionID><cbc:ID>INV-1")
                .replace("<cac:Legal", "<cac:ProjectReference><cbc:ID>P</cbc:ID></cac:ProjectReference><cac:Legal");

        assertThat(MAPPING.document(invoice).path("amount").asText()).isEqualTo("10.00");
    }

    @Test
    void theOrderOfAttributesDoesNotMatter() throws Exception {
        String invoice = Documents.invoice("INV-1", "ORD-1", "EUR", "10.00");
        String first = invoice.replace("currencyID=", "currencyCodeListVersionID=\"8\" currencyID=");
        String last = invoice.replace("currencyID=\"EUR\"", "currencyID='EUR' currencyCodeListVersionID='8'");

        assertThat(MAPPING.document(first)).isEqualTo(MAPPING.document(last)).isEqualTo(MAPPING.document(invoice));
    }

    @Test
    void anInvoiceWhoseLinesAloneNameTheOrderBelongsToIt() throws Exception {
        String line = "<cac:InvoiceLine><cac:OrderLineReference>" + Documents.reference("ORD-1")
                + "</cac:OrderLineReference></cac:InvoiceLine>";
        String invoice = Documents.invoice("INV-1", "ORD-1", "EUR", "10.00")
                .replace(Documents.reference("ORD-1"), "")
                .replace("</Invoice>", line + line + "</Invoice>");

        assertThat(MAPPING.document(invoice).path("order").asText()).isEqualTo("ORD-1");
        assertThat(MAPPING.document(invoice.replaceFirst("ORD-1", "ORD-2"))
                        .path("reason")
                        .asText())
                .isEqualTo("the document names more than one order");
    }

    @Test
    void controlCharactersInANumberAreRejectedAndNotDropped() throws Exception {
        JsonNode facts = MAPPING.document(
                Documents.invoice("INV-&#x1;1", "ORD-1", "EUR", "10.00").replace("version=\"1.0\"", "version=\"1.1\""));

        assertThat(facts.path("reason").asText()).isEqualTo("the document number cannot serve as a merchant reference");
        assertThat(facts.path("value").asText()).isEqualTo("INV-1");
    }

    @Test
    void noTextOfARejectedDocumentIsLongerThanATableStores() throws Exception {
        String text = "x".repeat(100_000);

        for (String document : new String[] {
            Documents.invoice(text, text, text, text),
            Documents.invoice("INV-1", "ORD-1", text, "1.00"),
            Documents.invoice("INV-1", "ORD-1", "EUR", text),
            "<" + "x".repeat(900) + " xmlns='urn:" + "x".repeat(900) + "'/>"
        }) {
            JsonNode facts = MAPPING.document(document);
            assertThat(facts.path("state").asText()).isEqualTo("rejected");
            assertThat(facts.path("kind").asText()).hasSizeLessThanOrEqualTo(40);
            assertThat(facts).allSatisfy(member -> assertThat(member.asText()).hasSizeLessThanOrEqualTo(200));
        }
    }

    /** No shopper loses a payment link because an ERP writes an address twice. */
    @Test
    void whatAnOrderSaysTwiceAboutTheShopperOrALineIsTakenFromTheFirstPlace() throws Exception {
        String address = "<cac:PostalAddress><cbc:CityName>Lyon</cbc:CityName></cac:PostalAddress>";
        String party = "<cac:Party>" + address + address.replace("Lyon", "Paris") + "</cac:Party>";
        String delivery = "<cac:Delivery><cac:DeliveryAddress><cbc:CityName>Nice</cbc:CityName></cac:DeliveryAddress>"
                + "</cac:Delivery>";
        String order = Documents.order("ORD-1", "EUR", "10.00")
                .replace(
                        "<cac:Anticipated",
                        ("<cac:BuyerCustomerParty>" + party + party + "</cac:BuyerCustomerParty>").repeat(2)
                                + delivery.repeat(2) + "<cac:Anticipated")
                .replaceAll("<cbc:(Quantity|LineExt\\w+|PriceAmount)( [^>]*)>([^<]*)</cbc:\\w+>", "$0$0");

        JsonNode link = MAPPING.paymentLink(order);

        assertThat(link.at("/order/billing_address/city").asText()).isEqualTo("Lyon");
        assertThat(link.at("/order/shipments/0/shipping_address/city").asText()).isEqualTo("Nice");
        assertThat(link.at("/order/shipments/0/item_lines/0/net_amount").decimalValue())
                .isEqualByComparingTo("10");
    }

    /** Where work grew with the square of repeated elements, it would take more than ten seconds. */
    @Test
    @Timeout(60)
    void aDocumentOfTheLargestSizeIsReadWithoutLongWork() throws Exception {
        String line = Documents.order("ORD-1", "EUR", "10.00");
        line = line.substring(line.indexOf("<cac:OrderLine>"), line.indexOf("</Order>"));
        String lines = line.repeat(LARGEST / line.length());
        assertThat(MAPPING.paymentLink(Documents.order("ORD-1", "EUR", "10.00").replace("</Order>", lines + "</Order>"))
                        .at("/order/shipments/0/item_lines"))
                .hasSizeGreaterThan(LARGEST / line.length());

        String prepaid = "<cbc:PrepaidAmount>0</cbc:PrepaidAmount>";
        String invoice = Documents.invoice("INV-1", "ORD-1", "EUR", "10.00");
        for (String document : new String[] {
            invoice.replace("</cac:Legal", prepaid.repeat(LARGEST / prepaid.length()) + "</cac:Legal"),
            Documents.creditNote("CN-1", "ORD-1", "EUR", "10.00")
                    .replace("</Cred", Documents.billingReference("INV-1").repeat(10_000) + "</Cred"),
            invoice.replace("<cac:Legal", "<cbc:ID>INV-1</cbc:ID>".repeat(80_000) + "<cac:Legal")
        }) {
            long before = THREADS.getCurrentThreadCpuTime();

            assertThat(MAPPING.document(document).path("amount").asText()).isEqualTo("10.00");

            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before))
                    .as("processor time")
                    .isLessThan(Duration.ofSeconds(5));
        }
        assertThat(MAPPING.document(Documents.invoice("INV-1", "ORD-1", "EUR", "9".repeat(LARGEST)))
                        .path("reason")
                        .asText())
                .isEqualTo("this is no amount of EUR");
    }

    @Test
    @Timeout(60)
    void aDeepDocumentIsRejectedByTheParserAndDoesNotExhaustTheStack() {
        String limit = System.setProperty("jdk.xml.maxElementDepth", "100");
        try {
            for (int depth : new int[] {1_000, 100_000}) {
                String deep = Documents.creditNote("CN-1", "ORD-1", "EUR", "10.00")
                        .replace("</CreditNote>", "<a>".repeat(depth) + "</a>".repeat(depth) + "</CreditNote>");

                assertThat(catchThrowable(() -> MAPPING.document(deep)))
                        .rootCause()
                        .hasMessageContaining("depth");
            }
        } finally {
            if (limit == null) {
                System.clearProperty("jdk.xml.maxElementDepth");
            } else {
                System.setProperty("jdk.xml.maxElementDepth", limit);
            }
        }
    }
}
