package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.Payment;
import io.camelpurse.model.PaymentLink;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox is one way to answer, Purse is another: what the documentation leaves open is taken either way. */
class AnswerToleranceTest {

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void disableWhatIsNotNeeded() {
        context.disableJMX();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 299})
    void anyTwoHundredIsASuccess(int status) throws Exception {
        Message answer = answer(status, "{\"id\": \"p-1\"}", CAPTURE);
        assertThat(answer.getHeader(PurseConstants.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(answer.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo("p-1");
    }

    @ParameterizedTest
    @CsvSource({"string, ''", "map,", "node,", "model,"})
    void noContentIsAnEmptyBody(OutputType type, String body) throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
            output.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes());
            output.flush();
        })) {
            Message answer =
                    call(server, CAPTURE + "&outputType=" + type, Map.of()).getMessage();
            assertThat(answer.getBody()).isEqualTo(body);
            assertThat(answer.getHeader(PurseConstants.HTTP_RESPONSE_CODE)).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void aSuccessWithoutABodyIsASuccess(OutputType type) throws Exception {
        assertThat(answer(200, "", CAPTURE + "&outputType=" + type)
                        .getExchange()
                        .getException())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void numbersAsTextAreNumbers(OutputType type) throws Exception {
        Message answer = answer(200, """
                {"id": "p-1", "version": "7", "amounts": {"total_captured": "100", "available_to_capture": "900"},
                 "captures": [{"id": "c-1", "amount": "100", "merchant_reference": "INV-1", "status": "SUCCESS"}]}""", CAPTURE + "&outputType=" + type);
        assertThat(answer.getHeaders())
                .containsEntry(PurseConstants.VERSION, 7L)
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 100L)
                .containsEntry(PurseConstants.AVAILABLE_TO_CAPTURE, 900L)
                .containsEntry(PurseConstants.OPERATION_ID, "c-1");
    }

    @Test
    void wholeNumbersWrittenAsDecimalsAreNumbers() throws Exception {
        assertThat(answer(200, "{\"amounts\": {\"total_captured\": 100.0}}", CAPTURE)
                        .getHeader(PurseConstants.TOTAL_CAPTURED))
                .isEqualTo(100L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.5", "\"a lot\"", "null", "true", "{}", "1e30"})
    void whatIsNoAmountIsNoHeader(String amount) throws Exception {
        assertThat(answer(200, "{\"id\": \"p-1\", \"amounts\": {\"total_captured\": " + amount + "}}", CAPTURE)
                        .getHeaders())
                .doesNotContainKey(PurseConstants.TOTAL_CAPTURED)
                .containsEntry(PurseConstants.PAYMENT_ID, "p-1");
    }

    @Test
    void absentFieldsAreAbsentHeaders() throws Exception {
        assertThat(answer(200, "{\"id\": \"p-1\"}", CAPTURE).getHeaders())
                .containsOnlyKeys(
                        PurseConstants.PAYMENT_ID,
                        PurseConstants.IDEMPOTENCY_KEY,
                        PurseConstants.ATTEMPTS,
                        PurseConstants.DUPLICATE,
                        PurseConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void nullFieldsAreAbsentHeaders() throws Exception {
        assertThat(answer(200, """
                        {"id": null, "version": null, "currency": null, "amounts": null, "authorization": null,
                         "captures": null, "redirection": null, "order_reference": null}""", CAPTURE).getHeaders())
                .containsOnlyKeys(
                        PurseConstants.IDEMPOTENCY_KEY,
                        PurseConstants.ATTEMPTS,
                        PurseConstants.DUPLICATE,
                        PurseConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void aNumberAsIdIsAnId() throws Exception {
        assertThat(answer(200, "{\"id\": 4711}", CAPTURE).getHeader(PurseConstants.PAYMENT_ID))
                .isEqualTo("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"done\"", "42", "null", "[{\"id\": \"p-1\"}]"})
    void jsonThatIsNoObjectIsHandedOn(String body) throws Exception {
        Message answer = answer(200, body, CAPTURE);
        assertThat(answer.getBody()).isEqualTo(body);
        assertThat(answer.getHeaders())
                .containsOnlyKeys(
                        PurseConstants.IDEMPOTENCY_KEY,
                        PurseConstants.ATTEMPTS,
                        PurseConstants.DUPLICATE,
                        PurseConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void unknownFieldsSurviveInARecord() throws Exception {
        Payment payment = answer(
                        200,
                        "{\"id\": \"p-1\", \"loyalty\": {\"points\": 7}, \"captures\": [{\"fee\": 3}]}",
                        CAPTURE + "&outputType=model")
                .getBody(Payment.class);
        assertThat(payment.otherFields()).isEqualTo(Map.of("loyalty", Map.of("points", 7)));
        assertThat(payment.captures().get(0).otherFields()).isEqualTo(Map.of("fee", 3));
    }

    @Test
    void aStatusThatCameLaterIsHandedOn() throws Exception {
        assertThat(answer(200, """
                        {"authorization": {"status": "AUTHORIZED_TWICE"},
                         "captures": [{"id": "c-1", "amount": 100, "merchant_reference": "INV-1", "status": "ODD"}]}""", CAPTURE).getHeaders())
                .containsEntry(PurseConstants.STATUS, "AUTHORIZED_TWICE")
                .containsEntry(PurseConstants.OPERATION_STATUS, "ODD");
    }

    @Test
    void theOperationIsNotThatOfAnotherDocument() throws Exception {
        assertThat(answer(200, """
                        {"captures": [{"id": "c-1", "amount": 100, "merchant_reference": "INV-0", "status": "SUCCESS"},
                                      {"id": "c-2", "amount": 99, "merchant_reference": "INV-1", "status": "SUCCESS"}]}""", CAPTURE).getHeaders())
                .doesNotContainKeys(PurseConstants.OPERATION_ID, PurseConstants.OPERATION_STATUS);
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
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output, 200, "{\"id\": \"l-1\", \"links\": {\"customer_url\": {\"href\": \"" + href + "\"}}}"))) {
            Exchange exchange = call(server, "purse:getPaymentLink?paymentLinkId=l-1", Map.of());
            assertThat(exchange.getMessage().getHeader(PurseConstants.CUSTOMER_URL))
                    .isEqualTo(url.formatted(server.port()));
        }
    }

    @Test
    void aSlashAtTheEndOfTheApisAddressDoesNotMatter() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output, 200, "{\"id\": \"l-1\", \"links\": {\"customer_url\": {\"href\": \"/v2/page\"}}}"))) {
            Exchange exchange = call(
                    server, "purse:getPaymentLink?paymentLinkId=l-1&apiUrl=" + server.url() + "/payment/", Map.of());
            assertThat(server.calls().get(0).path()).isEqualTo("/payment/v2/payment-links/l-1");
            assertThat(exchange.getMessage().getHeader(PurseConstants.CUSTOMER_URL))
                    .isEqualTo(server.url() + "/payment/v2/page");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url at all", "", "/v2/a b", "::"})
    void aLinkThatIsNoAddressCostsNothing(String href) throws Exception {
        Message answer = answer(
                200,
                "{\"id\": \"l-1\", \"links\": {\"customer_url\": {\"href\": \"" + href + "\"}}}",
                "purse:getPaymentLink?paymentLinkId=l-1");
        assertThat(answer.getHeader(PurseConstants.PAYMENT_LINK_ID)).isEqualTo("l-1");
    }

    @Test
    void aLinkWithoutLinksHasNoAddress() throws Exception {
        Message answer = answer(200, "{\"id\": \"l-1\", \"links\": []}", "purse:getPaymentLink?paymentLinkId=l-1");
        assertThat(answer.getHeaders()).doesNotContainKey(PurseConstants.CUSTOMER_URL);
    }

    @Test
    void headersInAnyCaseAndCookiesAreFine() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> ScriptedServer.send(
                output,
                200,
                "CONTENT-TYPE: text/plain\r\nSet-Cookie: session=1\r\nx-unknown: 1\r\n",
                "{\"id\": \"p-1\"}"))) {
            call(server, CAPTURE, Map.of());
            Exchange second = call(server, CAPTURE, Map.of());
            assertThat(second.getMessage().getHeader(PurseConstants.PAYMENT_ID)).isEqualTo("p-1");
            assertThat(server.calls()).allMatch(request -> !request.headers().containsKey("cookie"));
        }
    }

    @Test
    void anAnswerInPiecesIsOne() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
            output.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            for (String piece : "{\"id\":|\"p-1\",|\"a\":1}".split("\\|")) {
                output.write((Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n").getBytes());
                output.flush();
            }
            output.write("0\r\n\r\n".getBytes());
            output.flush();
        })) {
            assertThat(call(server, CAPTURE, Map.of()).getMessage().getBody()).isEqualTo("{\"id\":\"p-1\",\"a\":1}");
        }
    }

    @Test
    void charactersBeyondAsciiArriveAsTheyAre() throws Exception {
        String body = "{\"order_reference\": \"Größe № 7 💶\"}";
        Message answer = answer(200, body, CAPTURE);
        assertThat(answer.getBody()).isEqualTo(body);
        assertThat(answer.getHeader(PurseConstants.ORDER_REFERENCE)).isEqualTo("Größe № 7 💶");
    }

    @Test
    void decimalsOfAnAnswerKeepTheirDigits() throws Exception {
        JsonNode answer =
                answer(200, "{\"rate\": 20.00}", CAPTURE + "&outputType=node").getBody(JsonNode.class);
        assertThat(answer.path("rate").decimalValue()).hasToString("20.00");
    }

    @Test
    void aLinkRecordTakesTextForNumbers() throws Exception {
        PaymentLink link = answer(
                        200,
                        "{\"id\": \"l-1\", \"amount\": \"4299\"}",
                        "purse:getPaymentLink?paymentLinkId=l-1&outputType=model")
                .getBody(PaymentLink.class);
        assertThat(link.amount()).isEqualTo(4299);
    }

    private Message answer(int status, String body, String uri) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(output, status, body))) {
            return call(server, uri, Map.of()).getMessage();
        }
    }

    private Exchange call(ScriptedServer server, String uri, Map<String, Object> headers) {
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setApiUrl(server.url() + "/payment");
        configuration.setClientId("client");
        configuration.setClientSecret("secret");
        context.start();
        Exchange exchange = context.createProducerTemplate()
                .request(uri, message -> message.getMessage().setHeaders(new HashMap<>(headers)));
        assertThat(exchange.getException()).isNull();
        return exchange;
    }
}
