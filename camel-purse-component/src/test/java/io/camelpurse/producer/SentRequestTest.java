package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What really leaves for every operation. Tests {@link ApiCall}, {@link OperationCallFactory},
 * {@link io.camelpurse.client.PurseRequest}, {@link io.camelpurse.PurseOperation} and {@code PaymentFields}.
 */
class SentRequestTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @ParameterizedTest
    @CsvSource({
        "createClientSession, POST, /payment/v2/client-sessions",
        "createPayment, POST, /payment/v2/payments",
        "createPaymentLink, POST, /payment/v2/payment-links",
        "getEligibleSolutions, POST, /payment/v2/eligible-solutions"
    })
    void anOperationThatDescribesAnOrderSendsTheBodyAsItIs(PurseOperation operation, String method, String path) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request())
                .extracting(RecordedRequest::operation, RecordedRequest::method, RecordedRequest::path)
                .containsExactly(operation.name(), method, path);
        assertThat(PURSE.requestBody()).isEqualTo(SampleCalls.request(operation));
    }

    @ParameterizedTest
    @CsvSource({
        "getClientSession, GET, CamelPurseClientSessionId, /payment/v2/client-sessions/%s",
        "getPayment, GET, CamelPursePaymentId, /payment/v2/payments/%s",
        "getPaymentLink, GET, CamelPursePaymentLinkId, /payment/v2/payment-links/%s",
        "cancelPaymentLink, POST, CamelPursePaymentLinkId, /payment/v2/payment-links/%s/cancel"
    })
    void anOperationWithoutARequestBodySendsNone(PurseOperation operation, String method, String header, String path) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(call.uri(), "{\"not\": \"for Purse\"}", call.headers());
        RecordedRequest request = PURSE.request();
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.path()).isEqualTo(path.formatted(call.headers().get(header)));
        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).doesNotContainKey("content-type");
    }

    @ParameterizedTest
    @CsvSource({"capturePayment, captures", "refundPayment, refunds", "voidPayment, voids"})
    void aMoneyOperationSendsAmountAndReferenceToItsPayment(PurseOperation operation, String collection) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request().method()).isEqualTo("POST");
        assertThat(PURSE.request().path())
                .isEqualTo("/payment/v2/payments/" + call.headers().get(PurseConstants.PAYMENT_ID) + "/" + collection);
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"amount\": 1000, \"merchant_reference\": \"DOC-1\"}"));
    }

    @Test
    void anAbortSendsTheStatusThatTheApiWants() {
        SampleCalls.Call call = samples.of(PurseOperation.abortClientSession);
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request().path())
                .isEqualTo("/payment/v2/client-sessions/" + call.headers().get(PurseConstants.CLIENT_SESSION_ID)
                        + "/abort");
        assertThat(PURSE.requestBody()).isEqualTo(SampleCalls.sample("client-session-abort-request"));
    }

    @Test
    void theTokenOperationAsksForATokenOnceAndForNothingElse() {
        PURSE.succeed("purse:getAccessToken", null, Map.of());
        PURSE.succeed("purse:getAccessToken", null, Map.of());
        assertThat(PURSE.sandbox().journal())
                .singleElement()
                .extracting(RecordedRequest::method, RecordedRequest::path, RecordedRequest::body)
                .containsExactly("POST", "/oauth/token", "grant_type=client_credentials");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"getAccessToken", "reversePayment", "verifyRedirection", "webhook"},
            mode = Mode.EXCLUDE)
    void noQueryLeaves(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(call.uri() + "?merchantReference=DOC-1&amountUnit=minor", call.body(), call.headers());
        assertThat(PURSE.request().query()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"getAccessToken", "reversePayment", "verifyRedirection", "webhook"},
            mode = Mode.EXCLUDE)
    void everyCallSaysWhoCallsAndWhatItTakes(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.configuration().setApiKey("api-key-1");
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request().headers())
                .containsEntry("authorization", "Bearer ***")
                .containsEntry("x-api-key", "***")
                .containsEntry("accept", "application/json, application/problem+json")
                .containsEntry("user-agent", "camel-purse/0.1.0-SNAPSHOT");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"getAccessToken", "reversePayment", "verifyRedirection", "webhook"},
            mode = Mode.EXCLUDE)
    void nothingButTheHeadersOfTheApiLeaves(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request().headers().keySet())
                .isSubsetOf(
                        "accept",
                        "authorization",
                        "connection",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent",
                        "x-idempotency-key");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {
                "createClientSession",
                "abortClientSession",
                "createPayment",
                "capturePayment",
                "refundPayment",
                "voidPayment",
                "createPaymentLink",
                "cancelPaymentLink"
            })
    void everyCallThatChangesSomethingCarriesTheKeyThatTheRouteThenSees(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        Message response = PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(response.getHeader(PurseConstants.IDEMPOTENCY_KEY_USED))
                .isNotNull()
                .isEqualTo(PURSE.request().idempotencyKey());
        assertThat(response.getHeaders()).doesNotContainKey(PurseConstants.IDEMPOTENCY_KEY);
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"getClientSession", "getPayment", "getPaymentLink", "getEligibleSolutions"})
    void aCallThatChangesNothingCarriesNoKey(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request().idempotencyKey()).isNull();
    }

    @Test
    void aBodyIsAnnouncedAsJson() {
        SampleCalls.Call call = samples.of(PurseOperation.capturePayment);
        PURSE.succeed(call.uri(), call.body(), call.headers());
        assertThat(PURSE.request().headers().get("content-type")).startsWith("application/json");
    }

    @Test
    void charactersBeyondAsciiArriveAsTheyAre() {
        String payment = samples.payment();
        PURSE.succeed(
                "purse:capturePayment?amount=1&paymentId=" + payment,
                "{\"merchant_reference\": \"Rechnung № 7 – äöü 💶 \\u0000\"}",
                Map.of());
        assertThat(PURSE.requestBody().path("merchant_reference").textValue())
                .isEqualTo("Rechnung № 7 – äöü 💶 \u0000");
    }

    @Test
    void whatTheApiDoesNotDocumentIsSentAsTheBodySays() {
        JsonNode body = Json.parse("""
                {"amount": 1, "merchant_reference": "DOC-1", "priority_list": [{"partner": "*", "method": "*"}],
                 "order": {"shipments": [{"net_amount": 1, "item_lines": [{"tax_rate": 20.00, "quantity": 1.5}]}]}}""");
        PURSE.succeed("purse:capturePayment?paymentId=" + samples.payment(), body.toString(), Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(body);
    }

    @Test
    void decimalsKeepTheirDigits() {
        PURSE.succeed(
                "purse:capturePayment?merchantReference=DOC-1&paymentId=" + samples.payment(),
                "{\"amount\":1,\"order\":{\"shipments\":[{\"net_amount\":1,\"item_lines\":[{\"tax_rate\":20.00}]}]}}",
                Map.of());
        assertThat(PURSE.request().body()).contains("\"tax_rate\":20.00");
    }

    @ParameterizedTest
    @CsvSource({"30s, max-age=30", "0, max-age=0", "1500, max-age=1", "2m, max-age=120"})
    void maxAgeAllowsACachedResponse(String option, String directive) {
        PURSE.succeed("purse:getPayment?maxAge=" + option + "&paymentId=" + samples.payment(), null, Map.of());
        assertThat(PURSE.request().headers()).containsEntry("cache-control", directive);
    }

    static List<Object> ages() {
        return List.of("30s", "30000", 30_000, 30_000L, Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @MethodSource("ages")
    void maxAgeIsTakenFromTheHeaderInEveryForm(Object age) {
        PURSE.succeed(
                "purse:getPayment?maxAge=5s&paymentId=" + samples.payment(), null, Map.of(PurseConstants.MAX_AGE, age));
        assertThat(PURSE.request().headers()).containsEntry("cache-control", "max-age=30");
    }

    @Test
    void withoutMaxAgeNothingIsSaidAboutCaches() {
        PURSE.succeed("purse:getPayment?paymentId=" + samples.payment(), null, Map.of());
        assertThat(PURSE.request().headers()).doesNotContainKey("cache-control");
    }
}
