package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several calls on one exchange: what an earlier one left never passes for a later one's word. Tests
 * {@link PurseProducer} and {@link io.camelpurse.message.ResponseHeaders}.
 */
class SuccessiveCallsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @Test
    void theNextReadShowsNothingOfACapture() throws Exception {
        route("purse:capturePayment?amount=1&merchantReference=INV-1", "setBody:", "purse:getPayment");
        Message response = PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(response.getHeaders())
                .doesNotContainKeys(PurseConstants.OPERATION_ID, PurseConstants.OPERATION_STATUS)
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 1L);
    }

    @Test
    void aNewLinkShowsNothingOfThePaymentBefore() throws Exception {
        route("purse:getPayment", "body", "purse:createPaymentLink");
        Message response = PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(response.getHeaders())
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
        Message response = PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(response.getHeaders())
                .doesNotContainKeys(
                        PurseConstants.STATUS,
                        PurseConstants.TOTAL_AUTHORIZED,
                        PurseConstants.RESOURCE_ORDER_REFERENCE);
    }

    @Test
    void aPaymentsResponseLeavesTheSessionOfTheRouteWhereItNamesNone() throws Exception {
        String session = samples.clientSession();
        String direct = samples.payment();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to("purse:getClientSession?clientSessionId=" + session)
                        .setProperty("kept", header(PurseConstants.CLIENT_SESSION_ID))
                        .setHeader(PurseConstants.CLIENT_SESSION_ID, exchangeProperty("kept"))
                        .to("purse:getPayment?paymentId=" + direct)
                        .setBody(constant((Object) null))
                        .to("purse:abortClientSession");
            }
        });
        PURSE.startRecording();
        assertThat(PURSE.succeed("direct:start", null, Map.of()).getHeader(PurseConstants.CLIENT_SESSION_ID))
                .isEqualTo(session);
        assertThat(PURSE.requests().get(2).path()).contains(session);
    }

    @Test
    void aRejectedCallShowsNothingOfTheCallBefore() throws Exception {
        caught(
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "purse:refundPayment?amount=5&merchantReference=CN-1");
        Message message = PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(message.getExchange().getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(PurseRejectedException.class);
        assertThat(message.getHeaders()).containsOnlyKeys(PurseConstants.PAYMENT_ID);
    }

    @Test
    void aCallThatNeverLeftShowsNothingOfTheCallBefore() throws Exception {
        caught(
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "purse:refundPayment?amount=-5&merchantReference=CN-1");
        Message message = PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(message.getExchange().getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("must not be negative");
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
        PURSE.succeed("direct:start", null, Map.of());
        assertThat(PURSE.requests())
                .extracting(RecordedRequest::path)
                .containsExactly(
                        "/payment/v2/payments/" + first + "/captures", "/payment/v2/payments/" + second + "/captures");
    }

    @Test
    void anIdOnTheEndpointCountsBeforeTheOneThatTheRouteSetInAHeader() throws Exception {
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
        Message response = PURSE.succeed("direct:start", null, Map.of());
        assertThat(PURSE.requests()).hasSize(2).allMatch(request -> request.path()
                .endsWith(first));
        assertThat(response.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(first);
    }

    @Test
    void anIdThatAnEarlierCallLeftIsTakenWhereTheEndpointHasNone() throws Exception {
        String payment = samples.payment();
        route(
                "purse:getPayment?paymentId=" + payment,
                "setBody:",
                "purse:capturePayment?amount=1&merchantReference=INV-1");
        PURSE.succeed("direct:start", null, Map.of());
        assertThat(PURSE.requests().get(1).path()).endsWith(payment + "/captures");
    }

    @Test
    void aCurrencyOnTheEndpointCountsBeforeTheOneThatAnEarlierCallLeft() throws Exception {
        PURSE.configuration().setEntityId(SampleCalls.ENTITY);
        String order = """
                {"amount": 100, "shopper_redirection_url": "https://shop.example/",
                 "order": {"reference": "ORD-%s"}}""";
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
        PURSE.succeed("direct:start", null, Map.of());
        assertThat(PURSE.requests())
                .extracting(
                        request -> Json.parse(request.body()).path("currency").textValue())
                .containsExactly("EUR", "JPY");
    }

    @Test
    void theCurrencyThatAnEarlierResponseShowedCountsForItsPayment() throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(5000, "JPY", "ORD-1");
        route(
                "purse:getPayment?paymentId=" + payment,
                "setBody:",
                "purse:capturePayment?amountUnit=major&amount=42&merchantReference=INV-1&paymentId=" + payment);
        PURSE.succeed("direct:start", null, Map.of());
        assertThat(PURSE.requests()).extracting(RecordedRequest::method).containsExactly("GET", "POST");
        assertThat(Json.parse(PURSE.requests().get(1).body()).path("amount").longValue())
                .isEqualTo(42);
    }

    @Test
    void theCurrencyThatAnEarlierResponseShowedCountsForNoOtherPaymentWhichIsReadInstead() throws Exception {
        String yen = PURSE.sandbox().authorizedPayment(5000, "JPY", "ORD-1");
        String euro = samples.payment();
        route(
                "purse:getPayment?paymentId=" + yen,
                "setBody:",
                "purse:capturePayment?amountUnit=major&amount=42&merchantReference=INV-1&paymentId=" + euro);
        PURSE.succeed("direct:start", null, Map.of());
        assertThat(PURSE.requests())
                .extracting(RecordedRequest::path)
                .containsExactly(
                        "/payment/v2/payments/" + yen,
                        "/payment/v2/payments/" + euro,
                        "/payment/v2/payments/" + euro + "/captures");
        assertThat(PURSE.requestBody().path("amount").longValue()).isEqualTo(4200);
    }

    @Test
    void theKeyOfOneCallIsNotTheKeyOfTheNext() throws Exception {
        route(
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "setBody:",
                "purse:refundPayment?amount=1&merchantReference=CN-1");
        Message response = PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(PURSE.requests()).extracting(RecordedRequest::idempotencyKey).doesNotHaveDuplicates();
        assertThat(response.getHeader(PurseConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(PURSE.requests().get(1).idempotencyKey());
        assertThat(response.getHeaders()).doesNotContainKey(PurseConstants.IDEMPOTENCY_KEY);
    }

    @Test
    void aKeyOfTheRouteIsTheKeyOfTheNextCallToo() throws Exception {
        route(
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "setBody:",
                "purse:refundPayment?amount=1&merchantReference=CN-1");
        Map<String, Object> headers = new HashMap<>();
        headers.put(PurseConstants.PAYMENT_ID, samples.payment());
        headers.put(PurseConstants.IDEMPOTENCY_KEY, "key-of-the-route");
        assertThat(PURSE.fail(PurseIdempotencyKeyReusedException.class, "direct:start", null, headers)
                        .getIdempotencyKey())
                .isEqualTo("key-of-the-route");
        assertThat(PURSE.request().path()).endsWith("/captures");
        assertThat(PURSE.request().idempotencyKey()).isEqualTo("key-of-the-route");
    }

    @Test
    void aKeyOfTheRouteCountsUntilTheRouteRemovesIt() throws Exception {
        String payment = samples.payment();
        route(
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "setBody:",
                "purse:capturePayment?amount=1&merchantReference=INV-1",
                "setBody:",
                "removeKey:",
                "purse:refundPayment?amount=1&merchantReference=CN-1");
        Map<String, Object> headers = new HashMap<>();
        headers.put(PurseConstants.PAYMENT_ID, payment);
        headers.put(PurseConstants.IDEMPOTENCY_KEY, "key-of-the-route");
        PURSE.succeed("direct:start", null, headers);
        assertThat(PURSE.requests().stream().filter(request -> request.method().equals("POST")))
                .extracting(RecordedRequest::idempotencyKey)
                .containsExactly(
                        "key-of-the-route",
                        "key-of-the-route",
                        IdempotencyKeys.derive(payment, "refundPayment", "CN-1"));
        assertThat(PURSE.sandbox().payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void twoEqualCallsWithoutAReferenceAreTwo() throws Exception {
        String payment = samples.payment();
        String capture = "purse:capturePayment?requireMerchantReference=false&amount=1";
        route(capture, "setBody:", capture);
        PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, payment));
        // Which of the two equal captures the second response means, Purse is asked under the same key.
        assertThat(PURSE.requests().stream()
                        .filter(request -> request.method().equals("POST"))
                        .map(RecordedRequest::idempotencyKey)
                        .distinct())
                .hasSize(2);
        assertThat(PURSE.sandbox().payment(payment).path("captures")).hasSize(2);
    }

    @Test
    void aRedeliveryByCamelRepeatsTheKeyOfACallWithoutAReference() throws Exception {
        PURSE.sandbox().faults().next("capturePayment", Fault.status(503));
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:start").to("purse:capturePayment?requireMerchantReference=false&amount=1&maxRetries=0");
            }
        });
        PURSE.succeed("direct:start", null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
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
        PURSE.succeed("direct:start", null, headers);
        assertThat(Json.parse(PURSE.requests().get(1).body()))
                .isEqualTo(Json.parse("{\"amount\": 5, \"merchant_reference\": \"INV-1\"}"));
    }

    /**
     * A route of endpoints; {@code setBody:} empties the body, {@code body} makes it a link's, {@code removeKey:}
     * removes the idempotency key.
     */
    private static void route(String... steps) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:start");
                for (String step : steps) {
                    switch (step) {
                        case "setBody:" -> route.setBody(constant((Object) null));
                        case "removeKey:" -> route.removeHeader(PurseConstants.IDEMPOTENCY_KEY);
                        case "body" -> route.setBody(constant(SampleCalls.request(PurseOperation.createPaymentLink)));
                        default -> route.to(step);
                    }
                }
            }
        });
        PURSE.startRecording();
    }

    private static void caught(String first, String second) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to(first)
                        .setBody(constant((Object) null))
                        .doTry()
                        .to(second)
                        .doCatch(PurseException.class)
                        .end();
            }
        });
    }
}
