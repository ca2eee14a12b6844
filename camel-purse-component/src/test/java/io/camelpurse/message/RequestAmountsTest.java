package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.AmountUnit;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.RecordedRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals, as business software writes them, wherever a request has an amount. */
class RequestAmountsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private static final String ORDER = """
            {"entity_id": "%s", "amount": %s, "currency": "%s", "shopper_redirection_url": "https://shop.example/",
             "order": {"reference": "ORD-1", "net_amount": %s, "tax_amount": %s, "discount_amount": 0,
              "additional_data": {"amount": 42.99, "weight_amount": "1.5", "lines": [{"net_amount": 0.005}]},
              "discounts": [{"net_amount": %s, "tax_amount": "0"}],
              "shipments": [{"net_amount": %s, "item_lines": [
                {"quantity": 1.5, "tax_rate": 19.5, "unit_gross_price": %s, "net_amount": %s, "tax_amount": %s,
                 "discount_amount": "%s"}]}]}}""";

    @BeforeEach
    void takeMajorUnits() {
        PURSE.configuration().setAmountUnit(AmountUnit.major);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 42.99, 4299",
        "EUR, 42.9, 4290",
        "EUR, 42, 4200",
        "JPY, 500, 500",
        "JPY, 500.00, 500",
        "USD, 0.01, 1"
    })
    void everyAmountOfAnOrderIsTurnedIntoMinorUnits(String currency, String major, long minor) {
        PURSE.succeed("purse:createPaymentLink", order(currency, major), Map.of());
        JsonNode order = PURSE.requestBody().path("order");
        JsonNode line = order.at("/shipments/0/item_lines/0");
        assertThat(List.of(
                        PURSE.requestBody().path("amount"),
                        order.path("net_amount"),
                        order.path("tax_amount"),
                        order.at("/discounts/0/net_amount"),
                        order.at("/shipments/0/net_amount"),
                        line.path("unit_gross_price"),
                        line.path("net_amount"),
                        line.path("tax_amount"),
                        line.path("discount_amount")))
                .allMatch(amount -> amount.isIntegralNumber() && amount.longValue() == minor);
    }

    @Test
    void threeDecimalsAreMinorUnitsToo() {
        PURSE.send("purse:createPaymentLink", order("KWD", "1.234"), Map.of());
        assertThat(PURSE.requestBody().path("amount").longValue()).isEqualTo(1234);
        assertThat(PURSE.requestBody()
                        .at("/order/shipments/0/item_lines/0/net_amount")
                        .longValue())
                .isEqualTo(1234);
    }

    @Test
    void whatIsNoAmountStaysAsItIs() {
        PURSE.succeed("purse:createPaymentLink", order("EUR", "42.99"), Map.of());
        JsonNode line = PURSE.requestBody().at("/order/shipments/0/item_lines/0");
        assertThat(line.path("quantity").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(line.path("tax_rate").decimalValue()).isEqualByComparingTo("19.5");
    }

    @Test
    void theMerchantsOwnDataStayAsTheyAre() {
        PURSE.succeed("purse:createPaymentLink", order("EUR", "42.99"), Map.of());
        assertThat(PURSE.requestBody().at("/order/additional_data"))
                .isEqualTo(Json.parse(
                        "{\"amount\": 42.99, \"weight_amount\": \"1.5\", \"lines\": [{\"net_amount\": 0.005}]}"));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 500.5, 0", "EUR, 42.999, 2", "USD, 0.001, 2"})
    void moreDecimalsThanTheCurrencyHasAreRejected(String currency, String major, int digits) {
        assertThat(PURSE.failValidation("purse:createPaymentLink", order(currency, major), Map.of()))
                .contains(major + " " + currency)
                .contains("decimals where " + currency + " has " + digits);
    }

    @Test
    void anAmountInsideIsNamedByItsPlace() {
        String body = order("EUR", "42.99")
                .replace("\"discounts\": [{\"net_amount\": 42.99", "\"discounts\": [{\"net_amount\": 1.005");
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, Map.of()))
                .contains("order.discounts[0].net_amount is 1.005 EUR");
    }

    @Test
    void sharesOfASplitAreTurnedIntoMinorUnits() {
        Map<String, Object> body = Map.of(
                "entity_id",
                SampleCalls.ENTITY,
                "amount",
                new BigDecimal("42.99"),
                "currency",
                "EUR",
                "split",
                List.of(Map.of("amount", "20"), Map.of("amount", new BigDecimal("22.990"))));
        PURSE.succeed("purse:createPayment", body, Map.of());
        assertThat(PURSE.requestBody().at("/split/0/amount").longValue()).isEqualTo(2000);
        assertThat(PURSE.requestBody().at("/split/1/amount").longValue()).isEqualTo(2299);
    }

    @Test
    void theLinesOfACaptureAreTurnedIntoMinorUnits() {
        PURSE.succeed(
                "purse:capturePayment?currency=EUR&merchantReference=INV-1&paymentId="
                        + new SampleCalls(PURSE).payment(),
                """
                {"amount": 42.99,
                 "order": {"shipments": [{"net_amount": 42.99, "item_lines": [{"net_amount": "42.99"}]}]}}""",
                Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("""
                {"amount": 4299, "merchant_reference": "INV-1",
                 "order": {"shipments": [{"net_amount": 4299, "item_lines": [{"net_amount": 4299}]}]}}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void theAmountOfTheHeaderIsInMajorUnitsToo(PurseOperation operation) {
        var body = SampleCalls.request(operation);
        body.remove("amount");
        body.remove("order");
        body.putObject("order").put("reference", "ORD-1");
        body.remove("split");
        body.putArray("split").addObject();
        PURSE.send("purse:" + operation, body, Map.of(PurseConstants.AMOUNT, "42.99"));
        assertThat(PURSE.requestBody().path("amount").longValue()).isEqualTo(4299);
    }

    @Test
    void majorUnitsOfAPaymentAreConvertedByItsCurrencyWhichIsReadFirst() {
        String payment = PURSE.sandbox().authorizedPayment(4299, "KWD", "ORD-1");
        PURSE.succeed("purse:capturePayment?amount=4.299&merchantReference=INV-1&paymentId=" + payment, null, Map.of());
        assertThat(PURSE.requests()).extracting(RecordedRequest::method).containsExactly("GET", "POST");
        assertThat(PURSE.requests().get(0).path()).endsWith("/payments/" + payment);
        assertThat(PURSE.requestBody().path("amount").longValue()).isEqualTo(4299);
    }

    @Test
    void majorUnitsOfAPaymentThatCannotBeReadAreNotSent() {
        PurseRejectedException rejected = PURSE.fail(
                PurseRejectedException.class,
                "purse:capturePayment?amount=42.99&merchantReference=INV-1&paymentId=nobody",
                null,
                Map.of());
        assertThat(rejected.getHttpStatus()).isEqualTo(404);
        assertThat(PURSE.request().method()).isEqualTo("GET");
    }

    @Test
    void theCurrencyThatAReadPaymentShowsIsTheOneThatCounts() {
        String payment = PURSE.sandbox().authorizedPayment(5000, "JPY", "ORD-1");
        var read = PURSE.succeed("purse:getPayment?paymentId=" + payment, null, Map.of());
        PURSE.startRecording();
        PURSE.succeed("purse:capturePayment?amount=5000&merchantReference=INV-1", null, read.getHeaders());
        assertThat(PURSE.requestBody().path("amount").longValue()).isEqualTo(5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "ZZZ"})
    void aCurrencyWithoutKnownDecimalsIsRejected(String currency) {
        assertThat(PURSE.failValidation("purse:createPaymentLink", order(currency, "42.99"), Map.of()))
                .contains("currency is '" + currency + "', whose number of decimals is not known")
                .contains("amountUnit=minor");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.01, must not be negative",
        "0, only allowed with allow_future_usage",
        "0.00, only allowed with allow_future_usage",
        "90071992547409.92, too large",
        "1e30, too large"
    })
    void whatCannotBePaidCannotBePaidInMajorUnitsEither(String major, String reason) {
        String body = ORDER.formatted(SampleCalls.ENTITY, major, "EUR", 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, Map.of()))
                .contains(reason);
    }

    @Test
    void theResponseIsInMinorUnits() {
        var response = PURSE.succeed("purse:createPaymentLink", order("EUR", "42.99"), Map.of());
        assertThat(Json.parse(response.getBody(String.class)).path("amount").longValue())
                .isEqualTo(4299);
    }

    private static String order(String currency, String amount) {
        return ORDER.formatted(
                SampleCalls.ENTITY, amount, currency, amount, amount, amount, amount, amount, amount, amount, amount);
    }
}
