package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseComponentConfigurer;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The body counts before the header, the header before the endpoint, the endpoint before the component. Tests
 * {@link RequestAmounts}, {@link RequestBodyFactory} and {@link RejectedField}.
 */
class PrecedenceTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private static final String RETURN_URL = "https://shop.example.org/return";
    private static final JsonNode SIMPLE_ORDER = Json.parse("""
            {"entity_id": "%s", "amount": 4299, "currency": "EUR", "order": {"reference": "ORD-1"},
             "shopper_redirection_url": "%s"}""".formatted(SampleCalls.ENTITY, RETURN_URL));

    private final SampleCalls samples = new SampleCalls(PURSE);
    private String payment;

    @BeforeEach
    void authorize() {
        payment = samples.payment();
    }

    @ParameterizedTest
    @CsvSource({
        "getPayment, CamelPursePaymentId, paymentId",
        "getClientSession, CamelPurseClientSessionId, clientSessionId",
        "getPaymentLink, CamelPursePaymentLinkId, paymentLinkId"
    })
    void anIdOfTheEndpointWinsOverAHeader(PurseOperation operation, String header, String option) {
        PURSE.send("purse:" + operation + "?" + option + "=of-endpoint", null, Map.of(header, "of-header"));
        assertThat(PURSE.requests()).isNotEmpty().allMatch(request -> request.path()
                .endsWith("/of-endpoint"));
    }

    @ParameterizedTest
    @CsvSource({
        "getPayment, CamelPursePaymentId",
        "getClientSession, CamelPurseClientSessionId",
        "getPaymentLink, CamelPursePaymentLinkId"
    })
    void withoutAnIdOfTheEndpointAHeaderCounts(PurseOperation operation, String header) {
        PURSE.send("purse:" + operation, null, Map.of(header, "of-header"));
        assertThat(PURSE.request().path()).endsWith("/of-header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyIdInAHeaderDoesNotCount(String empty) {
        PURSE.send("purse:getPayment?paymentId=of-endpoint", null, Map.of(PurseConstants.PAYMENT_ID, empty));
        assertThat(PURSE.request().path()).endsWith("/of-endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentId", "clientSessionId", "paymentLinkId", "redirectionExpectedClientSessionId"})
    void theComponentTakesNoId(String option) {
        PurseComponentConfigurer component = new PurseComponentConfigurer();
        assertThat(component.getOptionType("currency", false)).isNotNull();
        assertThat(component.getOptionType(option, false)).isNull();
    }

    @Test
    void anIdNeedNotBeText() {
        PURSE.send("purse:getPayment", null, Map.of(PurseConstants.PAYMENT_ID, new StringBuilder("built")));
        assertThat(PURSE.request().path()).endsWith("/built");
    }

    @Test
    void anAmountInAHeaderCountsBeforeTheEndpoints() {
        PURSE.succeed(capture("&amount=1&merchantReference=INV-1"), null, Map.of(PurseConstants.AMOUNT, 2));
        assertThat(PURSE.requestBody().path("amount").intValue()).isEqualTo(2);
    }

    @Test
    void anAmountInTheBodyCountsBeforeTheEndpoints() {
        PURSE.succeed(capture("&amount=1&merchantReference=INV-1"), Map.of("amount", 3), Map.of());
        assertThat(PURSE.requestBody().path("amount").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyAmountInAHeaderDoesNotCount(String empty) {
        PURSE.succeed(capture("&amount=1&merchantReference=INV-1"), null, Map.of(PurseConstants.AMOUNT, empty));
        assertThat(PURSE.requestBody().path("amount").intValue()).isEqualTo(1);
    }

    @Test
    void twoAmountsThatDifferAreRejected() {
        assertThat(PURSE.failValidation(capture(""), Map.of("amount", 1000), Map.of(PurseConstants.AMOUNT, 999)))
                .contains(
                        "amount is '1000' in the body and '999' in the header CamelPurseAmount: remove one of the two");
    }

    @Test
    void twoAmountsThatAgreeAreOne() {
        PURSE.succeed(capture(""), Map.of("amount", 1000), Map.of(PurseConstants.AMOUNT, "1000"));
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"amount\": 1000}"));
    }

    @Test
    void twoAmountsInMajorUnitsAreComparedByTheirValue() {
        PURSE.succeed(
                capture("&amountUnit=major&currency=EUR"),
                "{\"amount\": \"10.5\"}",
                Map.of(PurseConstants.AMOUNT, "10.50"));
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"amount\": 1050}"));
    }

    @Test
    void theAmountOfANewOrderIsComparedToo() {
        ObjectNode link = SampleCalls.request(PurseOperation.createPaymentLink);
        assertThat(PURSE.failValidation("purse:createPaymentLink", link, Map.of(PurseConstants.AMOUNT, 1)))
                .contains("amount is '" + link.path("amount").asText()
                        + "' in the body and '1' in the header CamelPurseAmount");
    }

    @Test
    void anAmountThatIsNullInTheBodyIsTakenFromTheHeader() {
        PURSE.succeed(capture(""), "{\"amount\": null}", Map.of(PurseConstants.AMOUNT, 7));
        assertThat(PURSE.requestBody().path("amount").intValue()).isEqualTo(7);
    }

    @Test
    void aReferenceInAHeaderCountsBeforeTheEndpoints() {
        PURSE.succeed(
                capture("&amount=1&merchantReference=of-endpoint"),
                null,
                Map.of(PurseConstants.MERCHANT_REFERENCE, "of-header"));
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo("of-header");
    }

    @Test
    void aReferenceInTheBodyCountsBeforeTheEndpoints() {
        PURSE.succeed(
                capture("&amount=1&merchantReference=of-endpoint"), Map.of("merchant_reference", "of-body"), Map.of());
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo("of-body");
    }

    @Test
    void twoReferencesThatDifferAreRejected() {
        assertThat(PURSE.failValidation(
                        capture("&amount=1"),
                        Map.of("merchant_reference", "INV-1"),
                        Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-2")))
                .contains("merchant_reference is 'INV-1' in the body and 'INV-2' in the header")
                .contains("remove one of the two");
    }

    @Test
    void twoReferencesThatAgreeAreOne() {
        PURSE.succeed(
                capture("&amount=1"),
                Map.of("merchant_reference", "INV-1"),
                Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-1"));
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo("INV-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyReferenceInAHeaderDoesNotCount(String empty) {
        PURSE.succeed(
                capture("&amount=1"),
                Map.of("merchant_reference", "INV-1"),
                Map.of(PurseConstants.MERCHANT_REFERENCE, empty));
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo("INV-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null"})
    void anEmptyReferenceInTheBodyIsFilledSoThatTheKeyIsDerived(String empty) {
        PURSE.succeed(
                capture("&amount=1"),
                "{\"merchant_reference\": " + empty + "}",
                Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-1"));
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo("INV-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[\"INV-1\"]", "true"})
    void aReferenceThatIsNoTextIsRejected(String reference) {
        assertThat(PURSE.failValidation(
                        capture("&amount=1"),
                        "{\"merchant_reference\": " + reference + "}",
                        Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-1")))
                .contains("merchant_reference is a JSON ");
    }

    @Test
    void aReferenceThatIsANumberIsSentAsTheTextThatTheApiTakes() {
        PURSE.succeed(capture("&amount=1"), "{\"merchant_reference\": 4711}", Map.of());
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null"})
    void anEmptyReferenceIsNoneSoThatTwoDocumentsNeverShareAKey(String empty) {
        String body = "{\"merchant_reference\": " + empty + "}";
        PURSE.succeed(capture("&amount=1"), body, Map.of());
        PURSE.succeed(capture("&amount=1"), body, Map.of());
        assertThat(PURSE.sandbox().payment(payment).path("captures")).hasSize(2);
        assertThat(PURSE.requests().stream()
                        .filter(request -> request.status() == 200 && request.idempotencyKey() != null))
                .extracting(RecordedRequest::body)
                .containsExactly("{\"amount\":1}", "{\"amount\":1}");
        // Which of the two equal captures the second response means, Purse is asked under the same key.
        assertThat(PURSE.requests().stream()
                        .map(RecordedRequest::idempotencyKey)
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aMoneyOperationNeedsNothingButHeaders() {
        PURSE.succeed(
                "purse:voidPayment",
                null,
                Map.of(
                        PurseConstants.PAYMENT_ID,
                        payment,
                        PurseConstants.AMOUNT,
                        1500,
                        PurseConstants.MERCHANT_REFERENCE,
                        "ORD-1/close"));
        assertThat(PURSE.requestBody())
                .isEqualTo(Json.parse("{\"merchant_reference\": \"ORD-1/close\", \"amount\": 1500}"));
    }

    @Test
    void aMoneyOperationNeedsNothingButOptions() {
        PURSE.succeed(capture("&amount=15.00&amountUnit=major&currency=EUR&merchantReference=INV-1"), "", Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"merchant_reference\": \"INV-1\", \"amount\": 1500}"));
    }

    @Test
    void theComponentsOptionsAreEnough() {
        PURSE.configuration().setAmount("1500");
        PURSE.configuration().setMerchantReference("INV-1");
        PURSE.succeed("purse:capturePayment?paymentId=" + payment, null, Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"merchant_reference\": \"INV-1\", \"amount\": 1500}"));
    }

    @Test
    void aMoneyOperationWithoutAReferenceHasNone() {
        PURSE.succeed(capture("&amount=1"), null, Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"amount\": 1}"));
    }

    @Test
    void aCurrencyOfTheRouteIsNotSentWithMoneyThatHasOne() {
        PURSE.succeed(capture("&amount=1&currency=EUR"), null, Map.of(PurseConstants.CURRENCY, "EUR"));
        assertThat(PURSE.requestBody().has("currency")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void anEntityThatTheBodyLacksIsTheConfiguredOne(PurseOperation operation) {
        PURSE.configuration().setEntityId(SampleCalls.ENTITY);
        ObjectNode body = SampleCalls.request(operation);
        body.remove("entity_id");
        PURSE.succeed("purse:" + operation, body, Map.of());
        assertThat(PURSE.requestBody().path("entity_id").textValue()).isEqualTo(SampleCalls.ENTITY);
    }

    @Test
    void anEntityInAHeaderCountsBeforeTheConfiguredOne() {
        PURSE.configuration().setEntityId("of-component");
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        body.remove("entity_id");
        PURSE.send("purse:createPaymentLink", body, Map.of(PurseConstants.ENTITY_ID, "of-header"));
        assertThat(PURSE.requestBody().path("entity_id").textValue()).isEqualTo("of-header");
    }

    @Test
    void anEntityInTheBodyIsNeverReplaced() {
        PURSE.configuration().setEntityId("of-component");
        PURSE.succeed(
                "purse:createPaymentLink?entityId=of-endpoint",
                SampleCalls.request(PurseOperation.createPaymentLink),
                Map.of(PurseConstants.ENTITY_ID, "of-header"));
        assertThat(PURSE.requestBody().path("entity_id").textValue()).isEqualTo(SampleCalls.ENTITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"capturePayment", "voidPayment", "refundPayment", "abortClientSession"})
    void noEntityIsAddedWhereTheResourceHasOne(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(
                call.uri() + "?entityId=of-endpoint",
                call.body(),
                with(call.headers(), PurseConstants.ENTITY_ID, "of-header"));
        assertThat(PURSE.requestBody().has("entity_id")).isFalse();
    }

    @Test
    void aCurrencyInTheBodyCountsBeforeTheEndpoints() {
        PURSE.succeed(
                "purse:createPaymentLink?currency=GBP",
                SampleCalls.request(PurseOperation.createPaymentLink),
                Map.of(PurseConstants.CURRENCY, "EUR"));
        assertThat(PURSE.requestBody().path("currency").textValue()).isEqualTo("EUR");
    }

    @Test
    void twoCurrenciesThatDifferAreRejected() {
        assertThat(PURSE.failValidation(
                        "purse:createPaymentLink",
                        SampleCalls.request(PurseOperation.createPaymentLink),
                        Map.of(PurseConstants.CURRENCY, "JPY")))
                .contains("currency is 'EUR' in the body and 'JPY' in the header");
    }

    @Test
    void aCurrencyInAHeaderCountsBeforeTheEndpoints() {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        body.remove("currency");
        PURSE.succeed("purse:createPaymentLink?currency=GBP", body, Map.of(PurseConstants.CURRENCY, "USD"));
        assertThat(PURSE.requestBody().path("currency").textValue()).isEqualTo("USD");
    }

    @Test
    void anAmountThatANewOrderLacksIsTakenFromTheHeader() {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        body.remove("amount");
        PURSE.succeed("purse:createPaymentLink?amount=1", body, Map.of(PurseConstants.AMOUNT, 12000));
        assertThat(PURSE.requestBody().path("amount").intValue()).isEqualTo(12000);
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPaymentLink"})
    void aSimpleOrderNeedsNothingButHeaders(PurseOperation operation) {
        Message response = PURSE.succeed(
                "purse:" + operation,
                null,
                Map.of(
                        PurseConstants.ENTITY_ID,
                        SampleCalls.ENTITY,
                        PurseConstants.AMOUNT,
                        4299,
                        PurseConstants.CURRENCY,
                        "EUR",
                        PurseConstants.ORDER_REFERENCE,
                        "ORD-1",
                        PurseConstants.SHOPPER_REDIRECTION_URL,
                        RETURN_URL));
        assertThat(PURSE.requestBody()).isEqualTo(SIMPLE_ORDER);
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.ORDER_REFERENCE, "ORD-1")
                .containsEntry(PurseConstants.SHOPPER_REDIRECTION_URL, RETURN_URL)
                .containsEntry(PurseConstants.RESOURCE_ORDER_REFERENCE, "ORD-1")
                .containsEntry(PurseConstants.STATUS, "CREATED");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPaymentLink"})
    void aSimpleOrderNeedsNothingButItsReferenceAndOptions(PurseOperation operation) {
        PURSE.configuration().setEntityId(SampleCalls.ENTITY);
        PURSE.configuration().setShopperRedirectionUrl(RETURN_URL);
        PURSE.succeed(
                "purse:" + operation + "?amount=42.99&amountUnit=major&currency=EUR",
                "",
                Map.of(PurseConstants.ORDER_REFERENCE, "ORD-1"));
        assertThat(PURSE.requestBody()).isEqualTo(SIMPLE_ORDER);
    }

    @Test
    void aSimpleOrderFromHeadersCanBePaid() {
        PURSE.configuration().setEntityId(SampleCalls.ENTITY);
        Message link = PURSE.succeed(
                "purse:createPaymentLink?currency=EUR&shopperRedirectionUrl=" + RETURN_URL,
                null,
                Map.of(PurseConstants.AMOUNT, 4299, PurseConstants.ORDER_REFERENCE, "ORD-1"));
        String paid = PURSE.sandbox().shopper().pay(link.getHeader(PurseConstants.PAYMENT_LINK_ID, String.class));
        assertThat(PURSE.sandbox().payment(paid).path("order_reference").textValue())
                .isEqualTo("ORD-1");
        assertThat(PURSE.succeed("purse:getPayment?paymentId=" + paid, null, Map.of())
                        .getHeader(PurseConstants.RESOURCE_ORDER_REFERENCE))
                .isEqualTo("ORD-1");
    }

    @ParameterizedTest
    @CsvSource({
        "createClientSession, of-body, of-header, of-body",
        "createClientSession, , of-header, of-header",
        "createClientSession, , ' ', of-endpoint",
        "createClientSession, , , of-endpoint",
        "createPaymentLink, of-body, of-header, of-body",
        "createPaymentLink, ' ', of-header, of-header",
        "createPayment, of-body, of-header, of-body",
        "createPayment, , of-header, of-header",
        "createPayment, , , of-endpoint"
    })
    void aRedirectionUrlCountsFromTheBodyThenTheHeaderThenTheEndpoint(
            PurseOperation operation, String inBody, String inHeader, String sent) {
        PURSE.configuration().setShopperRedirectionUrl(RETURN_URL + "/of-component");
        ObjectNode body = SampleCalls.request(operation).without("shopper_redirection_url");
        if (inBody != null) {
            body.put("shopper_redirection_url", inBody.isBlank() ? inBody : RETURN_URL + "/" + inBody);
        }
        Map<String, Object> headers = inHeader == null
                ? Map.of()
                : Map.of(
                        PurseConstants.SHOPPER_REDIRECTION_URL,
                        inHeader.isBlank() ? inHeader : RETURN_URL + "/" + inHeader);
        PURSE.succeed("purse:" + operation + "?shopperRedirectionUrl=" + RETURN_URL + "/of-endpoint", body, headers);
        assertThat(PURSE.requestBody().path("shopper_redirection_url").textValue())
                .isEqualTo(RETURN_URL + "/" + sent);
    }

    @Test
    void aRedirectionUrlOfTheComponentCountsLast() {
        PURSE.configuration().setShopperRedirectionUrl(RETURN_URL);
        PURSE.succeed(
                "purse:createPaymentLink",
                SampleCalls.request(PurseOperation.createPaymentLink).without("shopper_redirection_url"),
                Map.of());
        assertThat(PURSE.requestBody().path("shopper_redirection_url").textValue())
                .isEqualTo(RETURN_URL);
    }

    @Test
    void noRedirectionUrlIsAddedWhereTheApiTakesNone() {
        PURSE.configuration().setShopperRedirectionUrl(RETURN_URL);
        PURSE.succeed(
                "purse:getEligibleSolutions",
                SampleCalls.request(PurseOperation.getEligibleSolutions),
                Map.of(PurseConstants.SHOPPER_REDIRECTION_URL, RETURN_URL));
        assertThat(PURSE.requestBody().has("shopper_redirection_url")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void anOrderReferenceThatTheBodyLacksIsTakenFromTheHeader(PurseOperation operation) {
        ObjectNode body = SampleCalls.request(operation);
        ObjectNode order = (ObjectNode) body.get("order");
        order.remove("reference");
        PURSE.succeed("purse:" + operation, body, Map.of(PurseConstants.ORDER_REFERENCE, 4711));
        assertThat(PURSE.requestBody().path("order")).isEqualTo(order.deepCopy().put("reference", "4711"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "{}", "{\"reference\": null}", "{\"reference\": \" \"}"})
    void anEmptyOrderInTheBodyIsFilledFromTheHeader(String order) {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        body.set("order", Json.parse(order));
        PURSE.succeed("purse:createPaymentLink", body, Map.of(PurseConstants.ORDER_REFERENCE, "ORD-1"));
        assertThat(PURSE.requestBody().path("order")).isEqualTo(Json.parse("{\"reference\": \"ORD-1\"}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void twoOrderReferencesThatDifferAreRejected(PurseOperation operation) {
        String inBody = SampleCalls.request(operation).at("/order/reference").textValue();
        assertThat(PURSE.failValidation(
                        "purse:" + operation,
                        SampleCalls.request(operation),
                        Map.of(PurseConstants.ORDER_REFERENCE, "ORD-2")))
                .contains("order.reference is '" + inBody
                        + "' in the body and 'ORD-2' in the header CamelPurseOrderReference: remove one of the two");
    }

    @Test
    void twoOrderReferencesThatAgreeAreOne() {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        PURSE.succeed("purse:createPaymentLink", body, Map.of(PurseConstants.ORDER_REFERENCE, "order_123456"));
        assertThat(PURSE.requestBody()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyOrderReferenceInAHeaderDoesNotCount(String empty) {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        PURSE.succeed("purse:createPaymentLink", body, Map.of(PurseConstants.ORDER_REFERENCE, empty));
        assertThat(PURSE.requestBody()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ORD-1\"', order is a JSON string: it must be a JSON object",
        "'[]', order is a JSON array: it must be a JSON object",
        "'{\"reference\": {}}', order.reference is a JSON object: it must be one text or number"
    })
    void anOrderThatCannotHaveTheReferenceIsRejected(String order, String reason) {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink);
        body.set("order", Json.parse(order));
        assertThat(PURSE.failValidation(
                        "purse:createPaymentLink", body, Map.of(PurseConstants.ORDER_REFERENCE, "ORD-1")))
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"capturePayment", "voidPayment", "refundPayment", "abortClientSession"})
    void noOrderIsAddedWhereTheResourceHasOne(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(
                call.uri() + "?shopperRedirectionUrl=" + RETURN_URL,
                call.body(),
                with(call.headers(), PurseConstants.ORDER_REFERENCE, "ORD-2"));
        assertThat(PURSE.requestBody().has("order")).isFalse();
        assertThat(PURSE.requestBody().has("shopper_redirection_url")).isFalse();
    }

    @Test
    void theOrderOfAnEarlierResponseIsNotTheOrderOfTheNextRequest() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to("purse:getPayment?paymentId=" + payment)
                        .setBody(constant((Object) null))
                        .to("purse:createPaymentLink?amount=1&currency=EUR&entityId=" + SampleCalls.ENTITY
                                + "&shopperRedirectionUrl=" + RETURN_URL);
            }
        });
        assertThat(PURSE.fail(PurseValidationException.class, "direct:start", null, Map.of()))
                .hasMessageContaining("order is missing");
    }

    @Test
    void anAbortsOwnStatusIsNeverReplaced() {
        SampleCalls.Call call = samples.of(PurseOperation.abortClientSession);
        PURSE.send(call.uri(), Map.of("status", "ABORTED_BY_CUSTOMER"), call.headers());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"status\": \"ABORTED_BY_CUSTOMER\"}"));
    }

    private String capture(String options) {
        return "purse:capturePayment?requireMerchantReference=false&paymentId=" + payment + options;
    }

    private static Map<String, Object> with(Map<String, Object> headers, String name, Object value) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }
}
