package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is moved is the payable amount, and the total that it comes from must lead to it. */
class TotalsTest {

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    @ParameterizedTest
    @CsvSource({
        "10.00, 10.00, , , 10.00",
        "10.00, 15.00, 5.00, , 10.00",
        "10.00, 15.03, 5.00, -0.03, 10.00",
        "10.05, 10.03, , 0.02, 10.05",
        "729.00, 1729.00, 1000.00, 0.30, 729.00",
        "0.30, 0.10, , 0.20, 0.30",
        "10.00, 10, , , 10.00",
        "10.00, , 3.00, , 10.00"
    })
    void thePayableAmountIsWhatRemainsOfTheTotal(
            String payable, String total, String prepaid, String rounding, String amount) throws Exception {
        JsonNode facts = MAPPING.document(invoice(payable, total, prepaid, rounding));

        assertThat(facts.path("reason").asText()).isEmpty();
        assertThat(facts.path("amount").asText()).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "10.00, 10.01, , , 10.01",
        "15.00, 15.00, 5.00, , 10",
        "10.00, 15.03, 5.00, -0.02, 10.01",
        "10.00, 10.00, , 0.001x, 0.001x",
        "10.00, ten, , , ten"
    })
    void aTotalThatLeadsToAnotherAmountIsRejected(
            String payable, String total, String prepaid, String rounding, String named) throws Exception {
        JsonNode facts = MAPPING.document(invoice(payable, total, prepaid, rounding));

        assertThat(facts.path("state").asText()).isEqualTo("rejected");
        assertThat(facts.path("field").asText()).startsWith("cac:LegalMonetaryTotal/cbc:");
        assertThat(facts.path("remedy").asText()).isNotBlank();
        assertThat(facts.path("reason").asText() + facts.path("value").asText()).contains(named);
        assertThat(facts.has("amount")).isFalse();
    }

    @Test
    void aTotalThatIsGivenTwiceAndDiffersIsRejected() throws Exception {
        String invoice = invoice("10.00", "10.00", "", "")
                .replace("<cbc:PayableA", "<cbc:TaxInclusiveAmount>11.00</cbc:TaxInclusiveAmount><cbc:PayableA");

        JsonNode facts = MAPPING.document(invoice);

        assertThat(facts.path("reason").asText()).contains("more than once");
        assertThat(facts.path("field").asText()).isEqualTo("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount");
    }

    @Test
    void aPaymentInAnotherCurrencyThanTheDocumentIsRejected() throws Exception {
        String invoice = Documents.invoice("INV-1", "ORD-1", "EUR", "10.00");

        JsonNode same = MAPPING.document(paidIn("EUR", invoice));
        JsonNode other = MAPPING.document(paidIn("USD", invoice));

        assertThat(same.path("state").asText()).isEqualTo("open");
        assertThat(other.path("reason").asText()).contains("to be paid in another currency", "EUR");
        assertThat(other.path("field").asText()).isEqualTo("cbc:PaymentCurrencyCode");
        assertThat(other.path("value").asText()).isEqualTo("USD");
    }

    @Test
    void theAlternativeAmountMayBeInAnotherCurrency() throws Exception {
        String invoice = Documents.invoice("INV-1", "ORD-1", "EUR", "10.00")
                .replace(
                        "</cac:Legal",
                        "<cbc:PayableAlternativeAmount currencyID='USD'>11.00</cbc:PayableAlternativeAmount>"
                                + "</cac:Legal");

        JsonNode facts = MAPPING.document(invoice);

        assertThat(facts.path("state").asText()).isEqualTo("open");
        assertThat(facts.path("amount").asText()).isEqualTo("10.00");
    }

    private static String paidIn(String currency, String invoice) {
        return invoice.replace(
                "<cac:OrderReference>",
                "<cbc:PaymentCurrencyCode>" + currency + "</cbc:PaymentCurrencyCode><cac:OrderReference>");
    }

    private static String invoice(String payable, String total, String prepaid, String rounding) {
        String parts = part("TaxInclusiveAmount", total)
                + part("PrepaidAmount", prepaid)
                + part("PayableRoundingAmount", rounding);
        return Documents.invoice("INV-1", "ORD-1", "EUR", payable).replace("<cbc:Payable", parts + "<cbc:Payable");
    }

    private static String part(String element, String amount) {
        return amount == null || amount.isEmpty()
                ? ""
                : "<cbc:%1$s currencyID='EUR'>%2$s</cbc:%1$s>".formatted(element, amount);
    }
}
