package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Kamelets that move money, from a YAML route and from a Pipe: what a message may say, and what is rejected. Tests
 * {@link io.camelpurse.message.TemplatedRequest}.
 */
class MoneySinksTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private static final Map<String, String> EXPRESSIONS = Map.of(
            "paymentId", "${jsonpath($.payment)}",
            "amount", "${jsonpath($.total)}",
            "merchantReference", "INV-${jsonpath($.number)}");

    /** Kamelet, list of the payment that has the operation, and use. */
    static Stream<Arguments> sinks() {
        return Stream.of(
                        List.of("purse-capture-sink", "captures"),
                        List.of("purse-refund-sink", "refunds"),
                        List.of("purse-void-sink", "voids"),
                        List.of("purse-reverse-sink", "voids"))
                .flatMap(sink ->
                        Arrays.stream(KameletUse.values()).map(use -> arguments(sink.get(0), sink.get(1), use)));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void headersMakeTheRequest(String kamelet, String operations, KameletUse use) throws Exception {
        use.load(PURSE, kamelet, Map.of());
        String payment = payment(operations);
        PURSE.succeed("direct:in", null, headers(payment, amount(kamelet), "INV-7"));
        assertMoved(payment, operations, amount(kamelet));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void aJsonBodyMakesTheRequest(String kamelet, String operations, KameletUse use) throws Exception {
        use.load(PURSE, kamelet, Map.of());
        String payment = payment(operations);
        PURSE.succeed(
                "direct:in",
                "{\"payment_id\":\"%s\",\"amount\":%d,\"merchant_reference\":\"INV-7\"}"
                        .formatted(payment, amount(kamelet)),
                Map.of());
        assertMoved(payment, operations, amount(kamelet));
        assertThat(PURSE.requests().get(PURSE.requests().size() - 1).body()).doesNotContain("payment_id");
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void expressionsMakeTheRequest(String kamelet, String operations, KameletUse use) throws Exception {
        use.load(PURSE, kamelet, EXPRESSIONS);
        String payment = payment(operations);
        PURSE.succeed("direct:in", document(payment, amount(kamelet)), Map.of());
        assertMoved(payment, operations, amount(kamelet));
        assertThat(PURSE.requests().get(PURSE.requests().size() - 1).body()).doesNotContain("total", "number");
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void theBodySaysWhatTheExpressionsDoNotSay(String kamelet, String operations, KameletUse use) throws Exception {
        use.load(PURSE, kamelet, Map.of("merchantReference", "INV-${header.number}"));
        String payment = payment(operations);
        PURSE.succeed(
                "direct:in",
                "{\"payment_id\":\"%s\",\"amount\":%d}".formatted(payment, amount(kamelet)),
                Map.of("number", 7));
        assertMoved(payment, operations, amount(kamelet));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void anAmountOfTheBodyThatDiffersFromTheExpressionIsRejected(String kamelet, String operations, KameletUse use)
            throws Exception {
        use.load(PURSE, kamelet, Map.of("amount", "available"));
        assertThat(rejected("{\"payment_id\":\"p-1\",\"amount\":500,\"merchant_reference\":\"INV-7\"}", Map.of()))
                .contains("amount is '500' in the body and 'available' in the parameter amount");
    }

    @ParameterizedTest
    @EnumSource
    void aRedeliveredDocumentMovesTheMoneyOnce(KameletUse use) throws Exception {
        use.load(PURSE, "purse-capture-sink", EXPRESSIONS);
        String payment = payment("captures");
        PURSE.succeed("direct:in", document(payment, 1000), Map.of());
        assertThat(PURSE.succeed("direct:in", document(payment, 1000), Map.of()).getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertMoved(payment, "captures", 1000);
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void expressionsThatNoConfigurationExpandsMakeTheRequest(String kamelet, String operations, KameletUse use)
            throws Exception {
        Map<String, String> expressions = new HashMap<>(EXPRESSIONS);
        expressions.replaceAll((name, expression) -> expression.replace("${", "$simple{"));
        use.load(PURSE, kamelet, expressions);
        String payment = payment(operations);
        PURSE.succeed("direct:in", document(payment, amount(kamelet)), Map.of());
        assertMoved(payment, operations, amount(kamelet));
    }

    @ParameterizedTest
    @CsvSource({"%s, ${", "RAW(%s), ${", "%s, $simple{", "RAW(%s), $simple{"})
    void expressionsOfAPropertyAreEvaluatedToo(String form, String start) throws Exception {
        Properties properties = new Properties();
        EXPRESSIONS.forEach((name, expression) -> properties.setProperty(
                "camel.kamelet.purse-capture-sink." + name, form.formatted(expression.replace("${", start))));
        PURSE.context().getPropertiesComponent().setOverrideProperties(properties);
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of());
        String payment = payment("captures");
        PURSE.succeed("direct:in", document(payment, 1000), Map.of());
        assertMoved(payment, "captures", 1000);
    }

    @Test
    void anExpressionThatAPipeHasEncodedStopsTheStart() throws Exception {
        String pipe = KameletUse.PIPE.sink("purse-capture-sink", Map.of("merchantReference", "${header.number}"));
        KameletUse.load(PURSE, pipe.replace("RAW(${header.number})", "${header.number}"));
        assertThatCode(PURSE::template)
                .rootCause()
                .hasMessageContaining("merchantReference")
                .hasMessageContaining("write RAW(...)");
    }

    @Test
    void amountsAreConvertedByTheCurrencyOfThePayment() throws Exception {
        KameletUse.ROUTE.load(
                PURSE,
                "purse-capture-sink",
                Map.of("amountUnit", "major", "amount", "${jsonpath($.total)}", "merchantReference", "INV-7"));
        String payment = payment("captures");
        PURSE.succeed("direct:in", "{\"total\": 10.00}", Map.of(PurseConstants.PAYMENT_ID, payment));
        assertMoved(payment, "captures", 1000);
    }

    @Test
    void anAmountInBodyAndHeaderThatDiffersIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of());
        assertThat(rejected("{\"amount\": 1000}", headers("p-1", 999, "INV-7")))
                .contains("amount is '1000' in the body and '999' in the header CamelPurseAmount");
    }

    @Test
    void anAmountInExpressionAndHeaderThatDiffersIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", EXPRESSIONS);
        assertThat(rejected(document("p-1", 1000), Map.of(PurseConstants.AMOUNT, 999)))
                .contains("amount is '1000' in the body and '999' in the header CamelPurseAmount");
    }

    @Test
    void aReferenceInExpressionAndHeaderThatDiffersIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", EXPRESSIONS);
        assertThat(rejected(document("p-1", 1000), Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-8")))
                .contains("merchant_reference is 'INV-7'");
    }

    @Test
    void aPaymentInBodyAndHeaderThatDiffersIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of());
        assertThat(rejected("{\"payment_id\": \"p-2\", \"amount\": 1000}", headers("p-1", 1000, "INV-7")))
                .contains("payment_id is 'p-2' in the body and 'p-1' in the header");
    }

    @Test
    void aPaymentInBodyAndParameterThatDiffersIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of("paymentId", "${header.order}"));
        assertThat(rejected(
                        "{\"payment_id\": \"p-2\", \"amount\": 1000, \"merchant_reference\": \"INV-7\"}",
                        Map.of("order", "p-1")))
                .contains("payment_id is 'p-2' in the body and 'p-1' in the parameter paymentId");
    }

    @Test
    void anExpressionWithoutAValueIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of("amount", "${header.total}"));
        assertThat(rejected("{\"amount\": 1000}", headers("p-1", 1000, "INV-7")))
                .contains("The parameter amount is '${header.total}', which has no value in this message");
    }

    @Test
    void anExpressionWithSeveralValuesIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of("amount", "${jsonpath($.lines[*].total)}"));
        assertThat(rejected("{\"lines\": [{\"total\": 1}, {\"total\": 2}]}", headers("p-1", 3, "INV-7")))
                .contains("The parameter amount holds 2 values");
    }

    @Test
    void anAmountThatIsNoWholeNumberOfMinorUnitsIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", EXPRESSIONS);
        assertThat(rejected("{\"payment\": \"p-1\", \"total\": 10.5, \"number\": 7}", Map.of()))
                .contains("amounts are whole numbers of minor units");
    }

    @Test
    void aDocumentThatNoParameterReadsIsRejected() throws Exception {
        KameletUse.ROUTE.load(PURSE, "purse-capture-sink", Map.of());
        assertThat(rejected(document("p-1", 1000), headers("p-1", 1000, "INV-7")))
                .contains("has none of the fields of the request");
        assertThat(rejected("<invoice/>", headers("p-1", 1000, "INV-7"))).contains("The body is not JSON");
    }

    private static Map<String, Object> headers(String payment, long amount, String reference) {
        return Map.of(
                PurseConstants.PAYMENT_ID, payment,
                PurseConstants.AMOUNT, amount,
                PurseConstants.MERCHANT_REFERENCE, reference);
    }

    private static String document(String payment, long total) {
        return "{\"payment\": \"%s\", \"total\": %d, \"number\": 7}".formatted(payment, total);
    }

    /** A reversal moves what it can at once, all others a part. */
    private static long amount(String kamelet) {
        return kamelet.equals("purse-reverse-sink") ? 4299 : 1000;
    }

    private static String rejected(String body, Map<String, Object> headers) {
        String message = PURSE.fail(PurseValidationException.class, "direct:in", body, headers)
                .getMessage();
        assertThat(PURSE.requests()).isEmpty();
        return message;
    }

    private static String payment(String operations) {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        if (operations.equals("refunds")) {
            PURSE.succeed("purse:capturePayment", null, headers(payment, 4299, "INV-1"));
        }
        return payment;
    }

    private static void assertMoved(String payment, String operations, long amount) {
        JsonNode done = PURSE.sandbox().payment(payment).path(operations);
        assertThat(done).hasSize(1);
        assertThat(done.get(0).path("merchant_reference").asText()).contains("INV-7");
        assertThat(done.get(0).path("amount").asLong()).isEqualTo(amount);
        PURSE.sandbox().assertEverythingMovedExactlyOnce();
    }
}
