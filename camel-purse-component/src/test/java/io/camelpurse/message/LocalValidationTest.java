package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong is said before anything leaves: which field, which value, what to do. Tests {@link RequestBodyFactory},
 * {@link RequestedId} and {@link RequiredReference}.
 */
class LocalValidationTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&merchantReference=INV-1";

    @ParameterizedTest
    @CsvSource({
        "getPayment, CamelPursePaymentId, paymentId",
        "capturePayment, CamelPursePaymentId, paymentId",
        "refundPayment, CamelPursePaymentId, paymentId",
        "voidPayment, CamelPursePaymentId, paymentId",
        "getClientSession, CamelPurseClientSessionId, clientSessionId",
        "abortClientSession, CamelPurseClientSessionId, clientSessionId",
        "getPaymentLink, CamelPursePaymentLinkId, paymentLinkId",
        "cancelPaymentLink, CamelPursePaymentLinkId, paymentLinkId"
    })
    void aMissingIdIsNamedByOptionAndHeader(PurseOperation operation, String header, String option) {
        assertThat(PURSE.failValidation("purse:" + operation, null, Map.of(PurseConstants.AMOUNT, 1)))
                .isEqualTo(operation + ": " + option + " is missing: set the header " + header + " or the option "
                        + option);
    }

    static List<String> noIds() {
        return List.of(
                "a/b",
                "/",
                "..",
                ".",
                "../payments/p-2",
                "p-1/captures",
                "p-1?x=1",
                "p-1#x",
                "p-1;x",
                "p%2f1",
                "%2e%2e",
                "p 1",
                " p-1",
                "p-1 ",
                "p-1\n",
                "p-1\r\nx-evil: 1",
                "p\u0000",
                "p\t1",
                "ümlaut",
                "p-１",
                "p‐1",
                "\u202ep-1",
                "💶",
                "-p",
                "p\\1",
                "p@evil.example",
                "p:1",
                "{id}",
                "${body}",
                "-abc",
                "_abc",
                "x".repeat(101));
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void whatIsNoIdNeverBecomesPartOfAPath(String id) {
        assertThat(PURSE.failValidation("purse:getPayment", null, Map.of(PurseConstants.PAYMENT_ID, id)))
                .contains("The header CamelPursePaymentId holds '")
                .contains("which is no id: only letters, digits, '-' and '_', 100 at most,"
                        + " beginning with a letter or digit")
                .doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {
                "getPayment",
                "capturePayment",
                "refundPayment",
                "voidPayment",
                "getClientSession",
                "abortClientSession",
                "getPaymentLink",
                "cancelPaymentLink"
            })
    void noOperationTakesAPathForAnId(PurseOperation operation) {
        String path = "x/../../payments/p-2";
        assertThat(PURSE.failValidation(
                        "purse:" + operation + "?amount=1",
                        null,
                        Map.of(
                                PurseConstants.PAYMENT_ID, path,
                                PurseConstants.CLIENT_SESSION_ID, path,
                                PurseConstants.PAYMENT_LINK_ID, path)))
                .contains("holds '" + path + "'");
    }

    @Test
    void anOptionThatIsNoIdIsRejectedToo() {
        assertThatThrownBy(() -> PURSE.failValidation("purse:getPayment?paymentId=RAW(a/../b)", null, Map.of()))
                .rootCause()
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("The option paymentId holds 'a/../b'");
    }

    @Test
    void theLongestIdIsFine() {
        PURSE.send("purse:getPayment", null, Map.of(PurseConstants.PAYMENT_ID, "x".repeat(100)));
        assertThat(PURSE.request().path()).endsWith("/" + "x".repeat(100));
    }

    static Stream<Arguments> requiredFields() {
        return Stream.of(
                        PurseOperation.createClientSession,
                        PurseOperation.createPayment,
                        PurseOperation.createPaymentLink,
                        PurseOperation.getEligibleSolutions,
                        PurseOperation.capturePayment,
                        PurseOperation.refundPayment,
                        PurseOperation.voidPayment)
                .flatMap(operation -> operation.requiredFields().stream().map(field -> Arguments.of(operation, field)));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void aMissingFieldIsNamedWithItsRemedy(PurseOperation operation, String field) {
        assertThat(PURSE.failValidation("purse:" + operation, without(operation, field), ids()))
                .startsWith(operation + ": " + field + " is missing: put it into the body");
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void aFieldThatIsNullIsMissing(PurseOperation operation, String field) {
        assertThat(PURSE.failValidation(
                        "purse:" + operation, without(operation, field).putNull(field), ids()))
                .contains(field + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity_id", "shopper_redirection_url"})
    void aFieldThatIsBlankIsMissing(String field) {
        PurseOperation link = PurseOperation.createPaymentLink;
        assertThat(PURSE.failValidation(
                        "purse:createPaymentLink", without(link, field).put(field, " "), ids()))
                .contains(field + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "entity_id, CamelPurseEntityId, entityId",
        "amount, CamelPurseAmount, amount",
        "currency, CamelPurseCurrency, currency",
        "shopper_redirection_url, CamelPurseShopperRedirectionUrl, shopperRedirectionUrl"
    })
    void theRemedyNamesHeaderAndOptionWhereThereAre(String field, String header, String option) {
        ObjectNode body = without(PurseOperation.createPaymentLink, field);
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, ids()))
                .endsWith("put it into the body, the header " + header + " or the option " + option);
    }

    @Test
    void theRemedyForAMissingOrderNamesTheHeaderOfItsReference() {
        ObjectNode body = without(PurseOperation.createPaymentLink, "order");
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, ids()))
                .endsWith("order is missing: put it into the body, or the order's reference into the header"
                        + " CamelPurseOrderReference");
    }

    @Test
    void anEmptyBodyIsNoOrder() {
        assertThat(PURSE.failValidation("purse:createPaymentLink", null, Map.of()))
                .contains("entity_id is missing");
    }

    static Stream<Object> noAmounts() {
        return Stream.of(
                "42.99",
                42.99,
                42.99f,
                "NaN",
                Double.NaN,
                Double.POSITIVE_INFINITY,
                "-1",
                -1,
                "0",
                0,
                "-0",
                "9007199254740992",
                Long.MAX_VALUE,
                new BigInteger("9".repeat(50)),
                "1e400",
                "1,50",
                "1 000",
                "12 EUR",
                "0x10",
                "ten");
    }

    @ParameterizedTest
    @MethodSource("noAmounts")
    void whatIsNoAmountIsRejectedInAHeader(Object amount) {
        assertThat(PURSE.failValidation(CAPTURE, null, Map.of(PurseConstants.AMOUNT, amount)))
                .containsAnyOf("amount is ", "The header CamelPurseAmount is ");
    }

    @ParameterizedTest
    @MethodSource("noAmounts")
    void whatIsNoAmountIsRejectedInAMap(Object amount) {
        assertThat(PURSE.failValidation(CAPTURE, Map.of("amount", amount), Map.of()))
                .contains("amount is ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42.99",
                "-1",
                "0",
                "0.0",
                "-0",
                "9007199254740992",
                "1e400",
                "1E-2",
                "\"\"",
                "\" \"",
                "\"42.99\"",
                "\"NaN\"",
                "true",
                "{}",
                "{\"value\": 1}",
                "[1]"
            })
    void whatIsNoAmountIsRejectedInJson(String amount) {
        assertThat(PURSE.failValidation(CAPTURE, "{\"amount\": " + amount + "}", Map.of()))
                .contains("amount is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42.99", "-1", "0", "9007199254740992"})
    void whatIsNoAmountIsRejectedInAnOption(String amount) {
        assertThat(PURSE.failValidation(CAPTURE + "&amount=" + amount, null, Map.of()))
                .contains("amount is ");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "'\"1\"', 1",
        "9007199254740991, 9007199254740991",
        "1e3, 1000",
        "42.00, 42",
        "'\"42.00\"', 42",
        "4299.0, 4299"
    })
    void aWholeNumberIsAnAmountHoweverItIsWritten(String amount, long sent) {
        PURSE.send(CAPTURE, "{\"amount\": " + amount + "}", Map.of());
        assertThat(PURSE.requestBody().path("amount")).isEqualTo(Json.parse(Long.toString(sent)));
        assertThat(PURSE.request().body()).contains("\"amount\":" + sent);
    }

    static Stream<Object> wholeNumbers() {
        return Stream.of(
                "4299", 4299, 4299L, "4299.0", 4299.0, 4299.0f, new BigDecimal("4299.00"), new BigInteger("4299"));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumberIsMinorUnitsWhateverItsJavaType(Object amount) {
        PURSE.send(CAPTURE, null, Map.of(PurseConstants.AMOUNT, amount));
        assertThat(PURSE.request().body()).contains("\"amount\":4299}");
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumberInAMapIsMinorUnitsWhateverItsJavaType(Object amount) {
        PURSE.send(CAPTURE, Map.of("amount", amount), Map.of());
        assertThat(PURSE.requestBody().path("amount")).isEqualTo(Json.parse("4299"));
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"capturePayment", "refundPayment", "voidPayment"})
    void nothingIsNeverMoved(PurseOperation operation) {
        assertThat(PURSE.failValidation(
                        "purse:" + operation,
                        "{\"amount\": 0, \"merchant_reference\": \"INV-1\", \"allow_future_usage\": true}",
                        ids()))
                .endsWith("amount is 0: it must be greater than zero");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void anOrderOfNothingIsRejected(PurseOperation operation) {
        assertThat(PURSE.failValidation("purse:" + operation, orderOfNothing(operation, false), Map.of()))
                .endsWith("amount is 0, which is only allowed with allow_future_usage=true");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void anOrderOfNothingIsFineForWhatComesLater(PurseOperation operation) {
        PURSE.succeed("purse:" + operation, orderOfNothing(operation, true), Map.of());
        assertThat(PURSE.requestBody().path("amount").intValue()).isZero();
    }

    @Test
    void aNegativeAmountSaysHowMoneyGoesBack() {
        assertThat(PURSE.failValidation(CAPTURE + "&amount=-5", null, Map.of()))
                .endsWith("amount is -5: it must not be negative. Money goes back with refundPayment or voidPayment");
    }

    @Test
    void aShareOfTheSplitIsNeverNegative() {
        ObjectNode body = SampleCalls.request(PurseOperation.createPayment);
        body.putArray("split").addObject().put("amount", 13000);
        body.withArray("split").addObject().put("amount", -1000);
        assertThat(PURSE.failValidation("purse:createPayment", body, Map.of())).contains("split[1].amount is -1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/order/net_amount",
                "/order/tax_amount",
                "/order/shipments/0/net_amount",
                "/order/shipments/0/item_lines/0/unit_gross_price",
                "/order/shipments/0/item_lines/0/tax_amount",
                "/order/marketplace_sellers/0/total_sales_amount",
                "/customer/account/purchase_total_amount"
            })
    void anAmountInsideIsCheckedAndNamedByItsPlace(String pointer) {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, last))).put(pointer.substring(last + 1), new BigDecimal("10.50"));
        String place = pointer.substring(1).replaceAll("/(\\d)", "[$1]").replace('/', '.');
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, Map.of()))
                .contains(place + " is 10.50")
                .contains("whole numbers of minor units")
                .doesNotContain("amountUnit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eur", "EU", "EURO", "E R", "978", "€", "EUR\\n", "", " "})
    void whatIsNoCurrencyCodeIsRejectedInTheBody(String currency) {
        JsonNode body =
                SampleCalls.request(PurseOperation.createPaymentLink).put("currency", currency.replace("\\n", "\n"));
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, Map.of()))
                .contains("currency is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"978", "{\"code\": \"EUR\"}", "[\"EUR\"]", "true"})
    void aCurrencyThatIsNoTextIsRejected(String currency) {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        body.set("currency", Json.parse(currency));
        assertThat(PURSE.failValidation("purse:createPaymentLink", body, Map.of(PurseConstants.CURRENCY, "JPY")))
                .contains("currency is ");
    }

    @Test
    void whatIsNoCurrencyCodeIsRejectedInTheHeader() {
        assertThat(PURSE.failValidation(CAPTURE + "&amount=1", null, Map.of(PurseConstants.CURRENCY, "eur")))
                .contains("The header CamelPurseCurrency is 'eur'")
                .contains("such as EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "30 potatoes"})
    void whatIsNoMaxAgeIsRejected(String age) {
        assertThat(PURSE.failValidation("purse:getPayment?paymentId=p-1", null, Map.of(PurseConstants.MAX_AGE, age)))
                .containsAnyOf("which is no duration", "must not be negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nb", "ü"})
    void whatIsNoKeyIsRejected(String key) {
        assertThat(PURSE.failValidation(CAPTURE + "&amount=1", null, Map.of(PurseConstants.IDEMPOTENCY_KEY, key)))
                .contains("1 to 255 printable ASCII characters");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"getAccessToken", "getSigningKeys", "reversePayment", "verifyRedirection", "webhook"},
            mode = Mode.EXCLUDE)
    void aRejectionFetchesNoToken(PurseOperation operation) {
        PURSE.fail(
                PurseValidationException.class, "purse:" + operation, "{}", Map.of(PurseConstants.PAYMENT_ID, "a/b"));
        assertThat(PURSE.sandbox().journal()).isEmpty();
    }

    @Test
    void aRejectionSaysThatNothingWasSent() {
        PurseValidationException failure =
                PURSE.fail(PurseValidationException.class, "purse:capturePayment", null, Map.of());
        assertThat(failure.getOperation()).isEqualTo("capturePayment");
        assertThat(failure.getAttempts()).isZero();
        assertThat(failure.getHttpStatus()).isZero();
        assertThat(failure.isSafeToRetry()).isFalse();
    }

    private static Map<String, Object> ids() {
        return new HashMap<>(Map.of(PurseConstants.PAYMENT_ID, "p-1"));
    }

    private static ObjectNode without(PurseOperation operation, String field) {
        ObjectNode body = operation.movesMoney()
                ? JsonNodeFactory.instance.objectNode().put("amount", 1).put("merchant_reference", "INV-1")
                : SampleCalls.request(operation);
        body.remove(field);
        return body;
    }

    private static ObjectNode orderOfNothing(PurseOperation operation, boolean futureUsage) {
        ObjectNode body = SampleCalls.request(operation).put("amount", 0).put("allow_future_usage", futureUsage);
        if (body.has("split")) {
            body.putArray("split").addObject().put("amount", 0);
        }
        return body;
    }
}
