package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.OutputType;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.model.Payment;
import io.camelpurse.model.PaymentLink;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Responses that differ from the sandbox's where the API's documentation leaves the form open. Tests
 * {@link MoneyResponseWriter}, {@link io.camelpurse.message.ResponseHeaders} and
 * {@link io.camelpurse.client.PurseResponse}.
 */
class ResponseToleranceTest {

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";

    private static final String OPERATION =
            "\"id\": \"c-1\", \"amount\": 100, \"merchant_reference\": \"INV-1\", \"status\": \"SUCCESS\"";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 299})
    void anyTwoHundredIsASuccess(int status) throws Exception {
        Message response = respond(status, captured("\"version\": 7"), CAPTURE);
        assertThat(response.getHeader(PurseConstants.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(false);
        assertThat(response.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo("p-1");
    }

    @ParameterizedTest
    @CsvSource({
        "string, java.lang.String",
        "map, java.util.Map",
        "node, com.fasterxml.jackson.databind.JsonNode",
        "model, io.camelpurse.model.Payment"
    })
    void noContentIsResolvedByReadingThePayment(OutputType type, Class<?> body) throws Exception {
        ScriptedServer server = connect((request, socket, output) -> {
            if (request.method().equals("GET")) {
                ScriptedServer.json(output, 200, captured("\"version\": 7"));
            } else {
                output.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes());
                output.flush();
            }
        });
        Message response = PURSE.succeed(CAPTURE + "&retryDelay=1&outputType=" + type);
        assertThat(response.getBody()).isInstanceOf(body);
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.HTTP_RESPONSE_CODE, 200)
                .containsEntry(PurseConstants.OPERATION_ID, "c-1")
                .containsEntry(PurseConstants.DUPLICATE, true);
        assertThat(server.calls()).extracting(ScriptedServer.Request::method).containsExactly("POST", "GET");
    }

    static List<String> responsesWithoutTheCapture() {
        return List.of(
                "",
                "[]",
                "\"done\"",
                "42",
                "null",
                "[{\"id\": \"p-1\"}]",
                "{}",
                "{\"id\": null, \"captures\": null}",
                "{\"id\": \"p-1\"}",
                "{\"id\": \"p-1\", \"captures\": null}",
                "{\"id\": \"p-1\", \"captures\": []}",
                "{\"id\": \"p-2\", \"captures\": [{" + OPERATION + "}]}",
                "{\"id\": \"p-1\", \"refunds\": [{" + OPERATION + "}]}",
                "{\"id\": \"p-1\", \"captures\": [{\"amount\": 100, \"merchant_reference\": \"INV-1\"}]}");
    }

    @ParameterizedTest
    @MethodSource("responsesWithoutTheCapture")
    void aSuccessWithoutTheCaptureIsResolvedByReadingThePayment(String body) throws Exception {
        ScriptedServer server = connect((request, socket, output) ->
                ScriptedServer.json(output, 200, request.method().equals("GET") ? captured("\"version\": 7") : body));
        Message response = PURSE.succeed(CAPTURE + "&retryDelay=1");
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-1")
                .containsEntry(PurseConstants.VERSION, 7L)
                .containsEntry(PurseConstants.DUPLICATE, true);
        assertThat(server.calls()).extracting(ScriptedServer.Request::method).containsExactly("POST", "GET");
    }

    @ParameterizedTest
    @MethodSource("responsesWithoutTheCapture")
    void aSuccessThatNeverShowsTheCaptureIsAnUnknownOutcome(String body) throws Exception {
        isUnknownOutcome(body);
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void numbersAsTextAreNumbers(OutputType type) throws Exception {
        Message response = respond(200, """
                {"id": "p-1", "version": "7", "amounts": {"total_captured": "100", "available_to_capture": "900"},
                 "captures": [{"id": "c-1", "amount": "100", "merchant_reference": "INV-1", "status": "SUCCESS"}]}
                """, CAPTURE + "&outputType=" + type);
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.VERSION, 7L)
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 100L)
                .containsEntry(PurseConstants.AVAILABLE_TO_CAPTURE, 900L)
                .containsEntry(PurseConstants.OPERATION_ID, "c-1");
    }

    @Test
    void wholeNumbersWrittenAsDecimalsAreNumbers() throws Exception {
        assertThat(respond(200, captured("\"amounts\": {\"total_captured\": 100.0}"), CAPTURE)
                        .getHeader(PurseConstants.TOTAL_CAPTURED))
                .isEqualTo(100L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.5", "\"a lot\"", "null", "true", "{}", "1e30"})
    void whatIsNoAmountIsNoHeader(String amount) throws Exception {
        assertThat(respond(200, captured("\"amounts\": {\"total_captured\": " + amount + "}"), CAPTURE)
                        .getHeaders())
                .doesNotContainKey(PurseConstants.TOTAL_CAPTURED)
                .containsEntry(PurseConstants.PAYMENT_ID, "p-1");
    }

    @Test
    void absentFieldsAreAbsentHeaders() throws Exception {
        assertThat(respond(200, "{\"id\": \"p-1\", \"captures\": [{" + OPERATION + "}]}", CAPTURE)
                        .getHeaders())
                .containsOnlyKeys(
                        PurseConstants.PAYMENT_ID,
                        PurseConstants.OPERATION_ID,
                        PurseConstants.OPERATION_STATUS,
                        PurseConstants.IDEMPOTENCY_KEY_USED,
                        PurseConstants.ATTEMPTS,
                        PurseConstants.DUPLICATE,
                        PurseConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void nullFieldsAreAbsentHeaders() throws Exception {
        assertThat(respond(200, """
                        {"id": "p-1", "version": null, "currency": null, "amounts": null, "authorization": null,
                         "captures": [{%s, "created_at": null}], "voids": null, "redirection": null,
                         "order_reference": null}""".formatted(OPERATION), CAPTURE).getHeaders())
                .containsOnlyKeys(
                        PurseConstants.PAYMENT_ID,
                        PurseConstants.OPERATION_ID,
                        PurseConstants.OPERATION_STATUS,
                        PurseConstants.IDEMPOTENCY_KEY_USED,
                        PurseConstants.ATTEMPTS,
                        PurseConstants.DUPLICATE,
                        PurseConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void aNumberAsIdIsAnId() throws Exception {
        assertThat(respond(200, """
                        {"id": 4711,
                         "captures": [{"id": 12, "amount": 100, "merchant_reference": "INV-1", "status": "SUCCESS"}]}
                        """, CAPTURE.replace("p-1", "4711")).getHeaders())
                .containsEntry(PurseConstants.PAYMENT_ID, "4711")
                .containsEntry(PurseConstants.OPERATION_ID, "12");
    }

    @Test
    void unknownFieldsSurviveInARecord() throws Exception {
        Payment payment = respond(
                        200,
                        "{\"id\": \"p-1\", \"loyalty\": {\"points\": 7}, \"captures\": [{\"fee\": 3, " + OPERATION
                                + "}]}",
                        CAPTURE + "&outputType=model")
                .getBody(Payment.class);
        assertThat(payment.otherFields()).isEqualTo(Map.of("loyalty", Map.of("points", 7)));
        assertThat(payment.captures().get(0).otherFields()).isEqualTo(Map.of("fee", 3));
    }

    @Test
    void anUnknownStatusIsReturnedAsItIs() throws Exception {
        assertThat(respond(200, """
                        {"id": "p-1", "authorization": {"status": "AUTHORIZED_TWICE"},
                         "captures": [{"id": "c-1", "amount": 100, "merchant_reference": "INV-1", "status": "ODD"}]}
                        """, CAPTURE).getHeaders())
                .containsEntry(PurseConstants.STATUS, "AUTHORIZED_TWICE")
                .containsEntry(PurseConstants.OPERATION_STATUS, "ODD");
    }

    @Test
    void anOperationOfAnotherDocumentOrAmountIsNotTheOneThatWasRequested() throws Exception {
        isUnknownOutcome("""
                {"id": "p-1",
                 "captures": [{"id": "c-1", "amount": 100, "merchant_reference": "INV-0", "status": "SUCCESS"},
                              {"id": "c-2", "amount": 99, "merchant_reference": "INV-1", "status": "SUCCESS"}]}""");
    }

    @Test
    void theOperationThatWasRequestedIsFoundAmongOthers() throws Exception {
        assertThat(respond(200, """
                        {"id": "p-1",
                         "captures": [{"id": "c-1", "amount": 100, "merchant_reference": "INV-0", "status": "PENDING"},
                                      {"id": "c-2", "amount": 100, "merchant_reference": "INV-1", "status": "SUCCESS"},
                                      {"id": "c-3", "amount": 99, "merchant_reference": "INV-1", "status": "PENDING"}],
                         "refunds": [{"id": "r-1", "amount": 100, "merchant_reference": "INV-1", "status": "PENDING"}]
                        }""", CAPTURE).getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-2")
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({
        "https://pay.example/payment-link/l-1, https://pay.example/payment-link/l-1",
        "/v2/payment-links/l-1/page, http://127.0.0.1:%d/payment/v2/payment-links/l-1/page",
        "/payment/v2/payment-links/l-1/page, http://127.0.0.1:%d/payment/v2/payment-links/l-1/page",
        "//pay.example/l-1, http://pay.example/l-1",
        "HTTPS://pay.example/l-1?a=b#c, HTTPS://pay.example/l-1?a=b#c"
    })
    void aLinkMayBeRelativeOrAbsolute(String href, String url) throws Exception {
        ScriptedServer server = connect((request, socket, output) -> ScriptedServer.json(
                output, 200, "{\"id\": \"l-1\", \"links\": {\"customer_url\": {\"href\": \"" + href + "\"}}}"));
        Message response = PURSE.succeed("purse:getPaymentLink?paymentLinkId=l-1");
        assertThat(response.getHeader(PurseConstants.SHOPPER_URL)).isEqualTo(url.formatted(server.port()));
    }

    @Test
    void aSlashAtTheEndOfTheApisAddressDoesNotMatter() throws Exception {
        ScriptedServer server = connect((request, socket, output) -> ScriptedServer.json(
                output, 200, "{\"id\": \"l-1\", \"links\": {\"customer_url\": {\"href\": \"/v2/page\"}}}"));
        Message response = PURSE.succeed("purse:getPaymentLink?paymentLinkId=l-1&apiUrl=" + server.url() + "/payment/");
        assertThat(server.calls().get(0).path()).isEqualTo("/payment/v2/payment-links/l-1");
        assertThat(response.getHeader(PurseConstants.SHOPPER_URL)).isEqualTo(server.url() + "/payment/v2/page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url at all", "", "/v2/a b", "::"})
    void aLinkThatIsNoAddressCostsNothing(String href) throws Exception {
        Message response = respond(
                200,
                "{\"id\": \"l-1\", \"links\": {\"customer_url\": {\"href\": \"" + href + "\"}}}",
                "purse:getPaymentLink?paymentLinkId=l-1");
        assertThat(response.getHeader(PurseConstants.PAYMENT_LINK_ID)).isEqualTo("l-1");
    }

    @Test
    void aLinkWithoutLinksHasNoAddress() throws Exception {
        Message response = respond(200, "{\"id\": \"l-1\", \"links\": []}", "purse:getPaymentLink?paymentLinkId=l-1");
        assertThat(response.getHeaders()).doesNotContainKey(PurseConstants.SHOPPER_URL);
    }

    @Test
    void headersInAnyCaseAndCookiesAreFine() throws Exception {
        ScriptedServer server = connect((request, socket, output) -> ScriptedServer.send(
                output,
                200,
                "CONTENT-TYPE: text/plain\r\nSet-Cookie: session=1\r\nx-unknown: 1\r\n",
                captured("\"version\": 7")));
        PURSE.succeed(CAPTURE);
        Message second = PURSE.succeed(CAPTURE);
        assertThat(second.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo("p-1");
        assertThat(server.calls()).allMatch(request -> !request.headers().containsKey("cookie"));
    }

    @Test
    void aChunkedResponseIsRead() throws Exception {
        ScriptedServer server = connect((request, socket, output) -> {
            output.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            for (String piece : captured("|\"version\"|: 7|").split("\\|")) {
                output.write((Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n").getBytes());
                output.flush();
            }
            output.write("0\r\n\r\n".getBytes());
            output.flush();
        });
        assertThat(PURSE.succeed(CAPTURE).getBody()).isEqualTo(captured("\"version\": 7"));
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void charactersBeyondAsciiArriveAsTheyAre() throws Exception {
        String body = captured("\"order_reference\": \"Größe № 7 💶\"");
        Message response = respond(200, body, CAPTURE);
        assertThat(response.getBody()).isEqualTo(body);
        assertThat(response.getHeader(PurseConstants.RESOURCE_ORDER_REFERENCE)).isEqualTo("Größe № 7 💶");
    }

    @Test
    void decimalsOfAResponseKeepTheirDigits() throws Exception {
        JsonNode response = respond(200, captured("\"rate\": 20.00"), CAPTURE + "&outputType=node")
                .getBody(JsonNode.class);
        assertThat(response.path("rate").decimalValue()).hasToString("20.00");
    }

    @Test
    void aLinkRecordTakesTextForNumbers() throws Exception {
        PaymentLink link = respond(
                        200,
                        "{\"id\": \"l-1\", \"amount\": \"4299\"}",
                        "purse:getPaymentLink?paymentLinkId=l-1&outputType=model")
                .getBody(PaymentLink.class);
        assertThat(link.amount()).isEqualTo(4299);
    }

    /** The payment with the capture that was requested, and what else it shows. */
    private static String captured(String members) {
        return "{\"id\": \"p-1\", " + members + ", \"captures\": [{" + OPERATION + "}]}";
    }

    /** The response to the capture and to everything behind it. */
    private void isUnknownOutcome(String body) throws Exception {
        ScriptedServer server = connect((request, socket, output) -> ScriptedServer.json(output, 200, body));
        Exchange exchange = PURSE.send(CAPTURE + "&retryDelay=1&maxRetries=2");
        assertThat(exchange.getException())
                .asInstanceOf(type(PurseOutcomeUnknownException.class))
                .satisfies(failure -> {
                    assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.UNKNOWN);
                    assertThat(failure.isSafeToRetry()).isTrue();
                });
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(PurseConstants.OPERATION_ID, PurseConstants.OPERATION_STATUS);
        assertThat(server.calls().stream()
                        .filter(request -> request.method().equals("POST"))
                        .map(request -> request.headers().get("x-idempotency-key"))
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
    }

    private static Message respond(int status, String body, String uri) throws Exception {
        connect((request, socket, output) -> ScriptedServer.json(output, status, body));
        return PURSE.succeed(uri);
    }

    private static ScriptedServer connect(ScriptedServer.Script script) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(script));
        PURSE.configuration().setApiUrl(server.url() + "/payment");
        return server;
    }
}
