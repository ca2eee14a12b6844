package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.OutputType;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.PurseCalls;
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

/** Every answer as text, as a map, as a tree and as a record. */
class OutputTypeTest {

    @RegisterExtension
    static final PurseCalls PURSE = new PurseCalls();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void anAnswerIsJsonTextByDefault(PurseOperation operation) {
        assertThat(answer(operation, "").getBody()).isInstanceOf(String.class);
    }

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void anAnswerIsAMapWhereTheRouteAsksForOne(PurseOperation operation) {
        assertThat(answer(operation, "?outputType=map").getBody()).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void anAnswerIsATreeWhereTheRouteAsksForOne(PurseOperation operation) {
        assertThat(answer(operation, "?outputType=node").getBody()).isInstanceOf(JsonNode.class);
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
    void anAnswerIsARecordWhereTheRouteAsksForOne(PurseOperation operation, Class<?> record) {
        assertThat(answer(operation, "?outputType=model").getBody()).isInstanceOf(record);
    }

    @Test
    void textIsWhatPurseSentToTheLetter() {
        String id = samples.payment();
        assertThat(PURSE.answer("purse:getPayment?paymentId=" + id, null, Map.of())
                        .getBody())
                .isEqualTo(PURSE.sandbox().payment(id).toString());
    }

    @Test
    void aMapHoldsWhatPurseSent() {
        String id = samples.capturedPayment();
        Object map = PURSE.answer("purse:getPayment?outputType=map&paymentId=" + id, null, Map.of())
                .getBody();
        assertThat(new ObjectMapper().<JsonNode>valueToTree(map))
                .isEqualTo(PurseCalls.json(PURSE.sandbox().payment(id).toString()));
    }

    @Test
    void aTreeHoldsWhatPurseSent() {
        String id = samples.capturedPayment();
        assertThat(PURSE.answer("purse:getPayment?outputType=node&paymentId=" + id, null, Map.of())
                        .getBody())
                .isEqualTo(PurseCalls.json(PURSE.sandbox().payment(id).toString()));
    }

    @Test
    void aPaymentRecordHoldsItsCaptures() {
        Payment payment = PURSE.answer(
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
                answer(PurseOperation.createClientSession, "?outputType=model").getBody(ClientSession.class);
        assertThat(session.widget().jsUrl()).startsWith("https://");
    }

    @Test
    void aLinkRecordHoldsItsAddress() {
        Message answer = answer(PurseOperation.createPaymentLink, "?outputType=model");
        assertThat(answer.getBody(PaymentLink.class).customerUrl())
                .isEqualTo(answer.getHeader(PurseConstants.SHOPPER_URL));
    }

    @Test
    void eligibleSolutionsAreReadIntoTheirRecord() {
        EligibleSolutions solutions =
                answer(PurseOperation.getEligibleSolutions, "?outputType=model").getBody(EligibleSolutions.class);
        assertThat(solutions.eligibleSolutions()).hasSize(4);
    }

    @Test
    void aTokenIsWhatTheApiTakesAsBearer() {
        JsonNode token =
                answer(PurseOperation.getAccessToken, "?outputType=node").getBody(JsonNode.class);
        assertThat(token.path("token_type").textValue()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asLong()).isBetween(3590L, 3600L);
        assertThat(token.path("access_token").textValue()).isNotBlank();
    }

    @Test
    void theComponentCanSayItForAllEndpoints() {
        PURSE.configuration().setOutputType(OutputType.map);
        assertThat(answer(PurseOperation.getPayment, "").getBody()).isInstanceOf(Map.class);
    }

    private Message answer(PurseOperation operation, String options) {
        SampleCalls.Call call = samples.of(operation);
        return PURSE.answer(call.uri() + options, call.body(), call.headers());
    }
}
