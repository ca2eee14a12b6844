package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.OutputType;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.model.ClientSession;
import io.camelpurse.model.EligibleSolutions;
import io.camelpurse.model.Payment;
import io.camelpurse.model.PaymentLink;
import java.util.Map;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Every response as text, as a map, as a tree and as a record. Tests {@link ResponseBody} and
 * {@link io.camelpurse.model.EligibleSolutions}.
 */
class ResponseBodyTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void aResponseIsJsonTextByDefault(PurseOperation operation) {
        assertThat(respond(operation, "").getBody()).isInstanceOf(String.class);
    }

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void aResponseIsAMapWhereTheRouteAsksForOne(PurseOperation operation) {
        assertThat(respond(operation, "?outputType=map").getBody()).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void aResponseIsATreeWhereTheRouteAsksForOne(PurseOperation operation) {
        assertThat(respond(operation, "?outputType=node").getBody()).isInstanceOf(JsonNode.class);
    }

    @ParameterizedTest
    @CsvSource({
        "getAccessToken, io.camelpurse.model.AccessToken",
        "createClientSession, io.camelpurse.model.ClientSession",
        "getClientSession, io.camelpurse.model.ClientSession",
        "abortClientSession, io.camelpurse.model.ClientSession",
        "createPayment, io.camelpurse.model.Payment",
        "getPayment, io.camelpurse.model.Payment",
        "capturePayment, io.camelpurse.model.Payment",
        "refundPayment, io.camelpurse.model.Payment",
        "voidPayment, io.camelpurse.model.Payment",
        "reversePayment, io.camelpurse.model.Payment",
        "createPaymentLink, io.camelpurse.model.PaymentLink",
        "getPaymentLink, io.camelpurse.model.PaymentLink",
        "cancelPaymentLink, io.camelpurse.model.PaymentLink",
        "getEligibleSolutions, io.camelpurse.model.EligibleSolutions"
    })
    void aResponseIsARecordWhereTheRouteAsksForOne(PurseOperation operation, Class<?> record) {
        assertThat(respond(operation, "?outputType=model").getBody()).isInstanceOf(record);
    }

    @Test
    void textIsWhatPurseSentToTheLetter() {
        String id = samples.payment();
        assertThat(PURSE.succeed("purse:getPayment?paymentId=" + id, null, Map.of())
                        .getBody())
                .isEqualTo(PURSE.sandbox().payment(id).toString());
    }

    @Test
    void aMapHoldsWhatPurseSent() {
        String id = samples.capturedPayment();
        Object map = PURSE.succeed("purse:getPayment?outputType=map&paymentId=" + id, null, Map.of())
                .getBody();
        assertThat(new ObjectMapper().<JsonNode>valueToTree(map))
                .isEqualTo(Json.parse(PURSE.sandbox().payment(id).toString()));
    }

    @Test
    void aTreeHoldsWhatPurseSent() {
        String id = samples.capturedPayment();
        assertThat(PURSE.succeed("purse:getPayment?outputType=node&paymentId=" + id, null, Map.of())
                        .getBody())
                .isEqualTo(Json.parse(PURSE.sandbox().payment(id).toString()));
    }

    @Test
    void aPaymentRecordHoldsItsCaptures() {
        Payment payment = PURSE.succeed(
                        "purse:getPayment?outputType=model&paymentId=" + samples.capturedPayment(), null, Map.of())
                .getBody(Payment.class);
        assertThat(payment.captures()).singleElement().satisfies(capture -> {
            assertThat(capture.amount()).isEqualTo(4299);
            assertThat(capture.merchantReference()).isEqualTo("INV-1");
        });
    }

    @Test
    void aSessionRecordHoldsItsWidget() {
        ClientSession session =
                respond(PurseOperation.createClientSession, "?outputType=model").getBody(ClientSession.class);
        assertThat(session.widget().jsUrl()).startsWith("https://");
    }

    @Test
    void aLinkRecordHoldsItsAddress() {
        Message response = respond(PurseOperation.createPaymentLink, "?outputType=model");
        assertThat(response.getBody(PaymentLink.class).shopperUrl())
                .isEqualTo(response.getHeader(PurseConstants.SHOPPER_URL));
    }

    @Test
    void eligibleSolutionsAreReadIntoTheirRecord() {
        EligibleSolutions solutions = respond(PurseOperation.getEligibleSolutions, "?outputType=model")
                .getBody(EligibleSolutions.class);
        assertThat(solutions.eligibleSolutions()).hasSize(4);
    }

    @Test
    void aTokenIsWhatTheApiTakesAsBearer() {
        JsonNode token =
                respond(PurseOperation.getAccessToken, "?outputType=node").getBody(JsonNode.class);
        assertThat(token.path("token_type").textValue()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asLong()).isPositive();
        assertThat(token.path("access_token").textValue()).isNotBlank();
    }

    @Test
    void theComponentCanSayItForAllEndpoints() {
        PURSE.configuration().setOutputType(OutputType.map);
        assertThat(respond(PurseOperation.getPayment, "").getBody()).isInstanceOf(Map.class);
    }

    private Message respond(PurseOperation operation, String options) {
        SampleCalls.Call call = samples.of(operation);
        return PURSE.succeed(call.uri() + options, call.body(), call.headers());
    }
}
