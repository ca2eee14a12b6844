package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several calls on one exchange: what an earlier one left never passes for a later one's word. */
class LaterCallTest {

    @RegisterExtension
    static final PurseCalls PURSE = new PurseCalls();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @Test
    void theNextReadShowsNothingOfACapture() throws Exception {
        route("purse:capturePayment?amount=1&merchantReference=INV-1", "setBody:", "purse:getPayment");
        Message answer = PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(answer.getHeaders())
                .doesNotContainKeys(PurseConstants.OPERATION_ID, PurseConstants.OPERATION_STATUS)
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 1L);
    }

    @Test
    void aNewLinkShowsNothingOfThePaymentBefore() throws Exception {
        route("purse:getPayment", "body", "purse:createPaymentLink");
        Message answer = PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(answer.getHeaders())
                .doesNotContainKeys(
                        PurseConstants.PAYMENT_ID,
                        PurseConstants.TOTAL_AUTHORIZED,
                        PurseConstants.AVAILABLE_TO_CAPTURE,
                        PurseConstants.AVAILABLE_TO_REFUND)
                .containsEntry(PurseConstants.STATUS, "CREATED");
    }

    @Test
    void aTokenShowsNothingOfThePaymentBefore() throws Exception {
        route("purse:getPayment", "purse:getAccessToken");
        Message answer = PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(answer.getHeaders())
                .doesNotContainKeys(
                        PurseConstants.STATUS, PurseConstants.TOTAL_AUTHORIZED, PurseConstants.ORDER_REFERENCE);
    }

    @Test
    void aPaymentWithoutASessionShowsNoSessionOfAnotherPayment() throws Exception {
        String paid = PURSE.sandbox().shopper().pay(samples.clientSession());
        String direct = samples.payment();
        route("purse:getPayment?paymentId=" + paid, "purse:getPayment?paymentId=" + direct);
        assertThat(PURSE.answer("direct:start", null, Map.of()).getHeaders())
                .containsEntry(PurseConstants.PAYMENT_ID, direct)
                .doesNotContainKey(PurseConstants.CLIENT_SESSION_ID);
    }

    @Test
    void aRefusedCallShowsNothingOfTheCallBefore() throws Exception {
        caught("purse:capturePayment?amount=1&merchantReference=INV-1", "purse:refundPayment?amount=5");
        Message message = PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(message.getExchange().getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(PurseRefusedException.class);
        assertThat(message.getHeaders()).containsOnlyKeys(PurseConstants.PAYMENT_ID, PurseConstants.CURRENCY);
    }

    @Test
    void aCallThatNeverLeftShowsNothingOfTheCallBefore() throws Exception {
        caught("purse:capturePayment?amount=1&merchantReference=INV-1", "purse:refundPayment?amount=-5");
        Message message = PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(message.getHeaders())
                .doesNotContainKeys(
                        PurseConstants.OPERATION_ID,
                        PurseConstants.OPERATION_STATUS,
                        PurseConstants.TOTAL_CAPTURED,
                        PurseConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void anIdOnTheEndpointCountsBeforeTheOneThatAnEarlierCallLeft() throws Exception {
        String first = samples.payment();
        String second = samples.payment();
        route(
                "purse:capturePayment?amount=1&merchantReference=INV-1&paymentId=" + first,
                "setBody:",
                "purse:capturePayment?amount=1&merchantReference=INV-2&paymentId=" + second);
        PURSE.answer("direct:start", null, Map.of());
        assertThat(PURSE.requests())
                .extracting(RecordedRequest::path)
                .containsExactly(
                        "/payment/v2/payments/" + first + "/captures", "/payment/v2/payments/" + second + "/captures");
    }

    @Test
    void anIdInAHeaderOfTheRouteStillCountsBeforeTheEndpoints() throws Exception {
        String first = samples.payment();
        String second = samples.payment();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to("purse:getPayment?paymentId=" + first)
                        .setHeader(PurseConstants.PAYMENT_ID, constant(second))
                        .to("purse:getPayment?paymentId=" + first);
            }
        });
        PURSE.answer("direct:start", null, Map.of());
        assertThat(PURSE.requests().get(1).path()).endsWith(second);
    }

    @Test
    void anIdThatAnEarlierCallLeftIsTakenWhereTheEndpointHasNone() throws Exception {
        String payment = samples.payment();
        route("purse:getPayment?paymentId=" + payment, "setBody:", "purse:capturePayment?amount=1");
        PURSE.answer("direct:start", null, Map.of());
        assertThat(PURSE.requests().get(1).path()).endsWith(payment + "/captures");
    }

    @Test
    void aCurrencyOnTheEndpointCountsBeforeTheOneThatAnEarlierCallLeft() throws Exception {
        PURSE.configuration().setEntityId(PurseCalls.ENTITY);
        String order = """
                {"amount": 100, "shopper_redirection_url": "https://shop.example/", "order": {"reference": "ORD-%s"}}""";
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setBody(constant(order.formatted(1)))
                        .to("purse:createPaymentLink?currency=EUR")
                        .setBody(constant(order.formatted(2)))
                        .to("purse:createPaymentLink?currency=JPY");
            }
        });
        PURSE.answer("direct:start", null, Map.of());
        assertThat(PURSE.requests())
                .extracting(request ->
                        PurseCalls.json(request.body()).path("currency").textValue())
                .containsExactly("EUR", "JPY");
    }

    @Test
    void theCurrencyThatAnEarlierCallLeftCountsForItsPayment() throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(5000, "JPY", "ORD-1");
        route(
                "purse:getPayment?paymentId=" + payment,
                "setBody:",
                "purse:capturePayment?amountUnit=major&amount=42&paymentId=" + payment);
        PURSE.answer("direct:start", null, Map.of());
        assertThat(PurseCalls.json(PURSE.requests().get(1).body())
                        .path("amount")
                        .longValue())
                .isEqualTo(42);
    }

    @Test
    void theCurrencyThatAnEarlierCallLeftCountsForNoOtherPayment() throws Exception {
        String yen = PURSE.sandbox().authorizedPayment(5000, "JPY", "ORD-1");
        route(
                "purse:getPayment?paymentId=" + yen,
                "setBody:",
                "purse:capturePayment?amountUnit=major&amount=42&paymentId=" + samples.payment());
        assertThat(PURSE.failure(PurseInvalidRequestException.class, "direct:start", null, Map.of()))
                .hasMessageContaining("its currency is needed");
    }

    @Test
    void theKeyOfOneCallIsNotTheKeyOfTheNext() throws Exception {
        route(
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "setBody:",
                "purse:refundPayment?amount=1&merchantReference=CN-1");
        Message answer = PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(PURSE.requests()).extracting(RecordedRequest::idempotencyKey).doesNotHaveDuplicates();
        assertThat(answer.getHeader(PurseConstants.IDEMPOTENCY_KEY))
                .isEqualTo(PURSE.requests().get(1).idempotencyKey());
    }

    @Test
    void aKeyOfTheRouteForOneCallIsNotTheKeyOfTheNext() throws Exception {
        route("purse:capturePayment?amount=1", "setBody:", "purse:refundPayment?amount=1");
        Map<String, Object> headers = new HashMap<>();
        headers.put(PurseConstants.PAYMENT_ID, samples.payment());
        headers.put(PurseConstants.IDEMPOTENCY_KEY, "key-of-the-route");
        PURSE.answer("direct:start", null, headers);
        assertThat(PURSE.requests().get(0).idempotencyKey()).isEqualTo("key-of-the-route");
        assertThat(PURSE.requests().get(1).idempotencyKey()).isNotEqualTo("key-of-the-route");
    }

    @Test
    void twoEqualCallsWithoutAReferenceAreTwo() throws Exception {
        route("purse:capturePayment?amount=1", "setBody:", "purse:capturePayment?amount=1");
        PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(PURSE.requests()).extracting(RecordedRequest::idempotencyKey).doesNotHaveDuplicates();
    }

    @Test
    void aRedeliveryByCamelRepeatsTheKeyOfACallWithoutAReference() throws Exception {
        PURSE.sandbox().faults().next("capturePayment", Fault.status(503));
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:start").to("purse:capturePayment?amount=1");
            }
        });
        PURSE.answer("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(PURSE.requests().stream()
                        .map(RecordedRequest::idempotencyKey)
                        .distinct())
                .hasSize(1);
        assertThat(PURSE.requests()).hasSizeGreaterThan(1);
    }

    @Test
    void aReadInBetweenForgetsNoHeaderThatTheRouteSet() throws Exception {
        route("purse:getPayment", "setBody:", "purse:capturePayment");
        Map<String, Object> headers = new HashMap<>();
        headers.put(PurseConstants.PAYMENT_ID, samples.payment());
        headers.put(PurseConstants.AMOUNT, 5);
        headers.put(PurseConstants.MERCHANT_REFERENCE, "INV-1");
        PURSE.answer("direct:start", null, headers);
        assertThat(PurseCalls.json(PURSE.requests().get(1).body()))
                .isEqualTo(PurseCalls.json("{\"amount\": 5, \"merchant_reference\": \"INV-1\"}"));
    }

    /** A route of endpoints; {@code setBody:} empties the body, {@code body} makes it a link's. */
    private static void route(String... steps) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:start");
                for (String step : steps) {
                    switch (step) {
                        case "setBody:" -> route.setBody(constant((Object) null));
                        case "body" -> route.setBody(constant(SampleCalls.request(PurseOperation.createPaymentLink)));
                        default -> route.to(step);
                    }
                }
            }
        });
        PURSE.prepared();
    }

    private static void caught(String first, String second) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to(first)
                        .removeHeader(PurseConstants.IDEMPOTENCY_KEY)
                        .setBody(constant((Object) null))
                        .doTry()
                        .to(second)
                        .doCatch(PurseException.class)
                        .end();
            }
        });
    }
}
