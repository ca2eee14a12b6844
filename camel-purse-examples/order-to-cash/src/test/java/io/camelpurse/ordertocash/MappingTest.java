package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    @Test
    void anOrderBecomesAPaymentLinkRequest() throws Exception {
        JsonNode link = MAPPING.paymentLink(order("EUR", "129.60", "Desk lamp"));

        assertThat(link.path("amount").decimalValue()).isEqualByComparingTo(new BigDecimal("129.60"));
        assertThat(link.path("currency").asText()).isEqualTo("EUR");
        assertThat(link.path("capture_mode").asText()).isEqualTo("MANUAL");
        assertThat(link.path("shopper_redirection_url").asText()).isEqualTo("https://shop.example/paid/ORD-1");
        assertThat(link.path("order").path("reference").asText()).isEqualTo("ORD-1");
        assertThat(link.path("order").path("net_amount").decimalValue()).isEqualByComparingTo(new BigDecimal("129.60"));
        assertThat(link.path("order").path("tax_amount").decimalValue()).isEqualByComparingTo(new BigDecimal("21.60"));
        assertThat(link.path("customer").path("email").asText()).isEqualTo("shopper@example.org");
    }

    @Test
    void aLineIsPricedBeforeTaxAndPaidWithTax() throws Exception {
        JsonNode line = line(MAPPING.paymentLink(order("EUR", "129.60", "Desk lamp")));

        assertThat(line.path("quantity").asInt()).isEqualTo(2);
        assertThat(line.path("unit_gross_price").decimalValue()).isEqualByComparingTo(new BigDecimal("54.00"));
        assertThat(line.path("tax_amount").decimalValue()).isEqualByComparingTo(new BigDecimal("21.60"));
        assertThat(line.path("net_amount").decimalValue()).isEqualByComparingTo(new BigDecimal("129.60"));
    }

    @Test
    void aQuantityThatIsNoWholeNumberBecomesOnePiece() throws Exception {
        String order = order("EUR", "129.60", "Oil").replace(">2<", ">2.5<").replace(">54.00<", ">43.20<");

        JsonNode line = line(MAPPING.paymentLink(order));

        assertThat(line.path("quantity").asInt()).isEqualTo(1);
        assertThat(line.path("unit_gross_price").decimalValue()).isEqualByComparingTo(new BigDecimal("108.00"));
    }

    @Test
    void aPriceOfHalfACentBecomesOnePiece() throws Exception {
        JsonNode line =
                line(MAPPING.paymentLink(order("EUR", "129.60", "Screws").replace(">54.00<", ">53.995<")));

        assertThat(line.path("quantity").asInt()).isEqualTo(1);
    }

    @Test
    void quotesBackslashesAndForeignLettersSurviveInNames() throws Exception {
        String name = "19\" \\ \"A2\" — größer 茶碗 \uD83C\uDF75 & <matt>";

        JsonNode line = line(MAPPING.paymentLink(order("EUR", "129.60", name)));

        assertThat(line.path("name").asText()).isEqualTo(name);
    }

    @Test
    void lineBreaksAndControlCharactersDoNotBreakTheJson() throws Exception {
        String order = order("EUR", "129.60", "a\tb\r\nc")
                .replace("version=\"1.0\"", "version=\"1.1\"")
                .replace("Return", "")
                .replace("a\tb", "a&#x1;&#x8;\tb&#x1F;&#x7F;");

        JsonNode line = line(MAPPING.paymentLink(order));

        assertThat(line.path("name").asText()).isEqualTo("a b c");
    }

    @Test
    void aVeryLongNameFullOfQuotesIsEscaped() throws Exception {
        String name = "\"\\".repeat(100_000);

        assertThat(line(MAPPING.paymentLink(order("EUR", "129.60", name)))
                        .path("name")
                        .asText())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 42.9, 42.90",
        "EUR, 42.900, 42.90",
        "EUR, 0.01, 0.01",
        "EUR, .5, 0.50",
        "EUR, 007., 7.00",
        "GBP, 999999999999.99, 999999999999.99",
        "JPY, 1200, 1200",
        "JPY, 1200.00, 1200",
        "EUR, 1.15, 1.15",
        "EUR, 4.35, 4.35"
    })
    void anAmountIsConvertedExactly(String currency, String text, String amount) throws Exception {
        JsonNode facts = MAPPING.document(order(currency, text, "Lamp"));

        assertThat(facts.path("reason").asText()).isEmpty();
        assertThat(facts.path("amount").asText()).isEqualTo(amount);
        assertThat(facts.path("state").asText()).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 42.999, this is no amount of EUR",
        "JPY, 1200.5, this is no amount of JPY",
        "EUR, -5.00, the amount is negative",
        "EUR, 1e3, this is no amount of EUR",
        "EUR, NaN, this is no amount of EUR",
        "EUR, INF, this is no amount of EUR",
        "EUR, '1,5', this is no amount of EUR",
        "EUR, 1.2.3, this is no amount of EUR",
        "EUR, '', this is no amount of EUR",
        "EUR, 0.00, there is nothing to pay",
        "SEK, 10.00, Purse does not take this currency",
        "eur, 10.00, Purse does not take this currency"
    })
    void anAmountThatCannotBePaidIsRejectedWithFieldValueAndRemedy(String currency, String text, String reason)
            throws Exception {
        JsonNode facts = MAPPING.document(order(currency, text, "Lamp"));

        assertThat(facts.path("reason").asText()).isEqualTo(reason);
        assertThat(facts.path("field").asText()).startsWith("c");
        assertThat(facts.path("remedy").asText()).isNotBlank();
        assertThat(facts.path("number").asText()).isEqualTo("ORD-1");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd",
        ".hidden",
        "..",
        "A/B",
        "A\\B",
        "it's",
        "'A B'",
        "a\"b",
        "Ä1",
        "ORD-1000000000000000000000000000000000000000000000000000000000000000"
    })
    void anOrderNumberThatIsNoFileNameIsRejected(String number) throws Exception {
        JsonNode facts = MAPPING.document(
                order("EUR", "129.60", "Lamp").replace("<cbc:ID>ORD-1</cbc:ID>", "<cbc:ID>" + number + "</cbc:ID>"));

        assertThat(facts.path("reason").asText()).isNotBlank();
        assertThat(facts.path("field").asText()).isEqualTo("cbc:ID");
    }

    @Test
    void anAmountInAnotherCurrencyThanTheDocumentIsRejected() throws Exception {
        JsonNode facts = MAPPING.document(order("EUR", "129.60", "Lamp")
                .replace("<cbc:PayableAmount currencyID=\"EUR\"", "<cbc:PayableAmount currencyID=\"GBP\""));

        assertThat(facts.path("reason").asText())
                .isEqualTo("an amount is in another currency than the document, which is in EUR");
        assertThat(facts.path("value").asText()).isEqualTo("129.60 GBP");
    }

    @Test
    void aDocumentOfAnotherKindIsRejected() throws Exception {
        JsonNode facts = MAPPING.document("<Order xmlns='urn:example:not-ubl'/>");

        assertThat(facts.path("reason").asText()).isEqualTo("this is no document that can be turned into a payment");
        assertThat(facts.path("value").asText()).isEqualTo("Order of urn:example:not-ubl");
    }

    @ParameterizedTest
    @CsvSource({
        "'<!DOCTYPE Order SYSTEM \"file:///etc/passwd\">'",
        "'<!DOCTYPE Order [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>'",
        "'<!DOCTYPE Order [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>'"
    })
    void aDoctypeIsRejectedByTheParserThatTheRoutesUse(String doctype) {
        String order = order("EUR", "129.60", "Lamp").replace("<Order", doctype + "<Order");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> MAPPING.document(order)))
                .rootCause()
                .hasMessageContaining("DOCTYPE");
    }

    private static JsonNode line(JsonNode link) {
        return link.path("order").path("shipments").path(0).path("item_lines").path(0);
    }

    private static String order(String currency, String amount, String name) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
                xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
              <cbc:ID>ORD-1</cbc:ID>
              <cbc:DocumentCurrencyCode>%1$s</cbc:DocumentCurrencyCode>
              <cac:BuyerCustomerParty><cac:Party>
                <cac:Contact><cbc:ElectronicMail>shopper@example.org</cbc:ElectronicMail></cac:Contact>
              </cac:Party></cac:BuyerCustomerParty>
              <cac:TaxTotal><cbc:TaxAmount currencyID="%1$s">21.60</cbc:TaxAmount></cac:TaxTotal>
              <cac:AnticipatedMonetaryTotal>
                <cbc:PayableAmount currencyID="%1$s">%2$s</cbc:PayableAmount>
              </cac:AnticipatedMonetaryTotal>
              <cac:OrderLine><cac:LineItem>
                <cbc:ID>1</cbc:ID>
                <cbc:Quantity unitCode="C62">2</cbc:Quantity>
                <cbc:LineExtensionAmount currencyID="%1$s">108.00</cbc:LineExtensionAmount>
                <cbc:TotalTaxAmount currencyID="%1$s">21.60</cbc:TotalTaxAmount>
                <cac:Price><cbc:PriceAmount currencyID="%1$s">54.00</cbc:PriceAmount></cac:Price>
                <cac:Item><cbc:Name>%3$s</cbc:Name></cac:Item>
              </cac:LineItem></cac:OrderLine>
            </Order>
            """.formatted(currency, amount, name.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
