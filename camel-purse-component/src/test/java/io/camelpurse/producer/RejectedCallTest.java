package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.model.Problem;
import io.camelpurse.model.Problem.FieldError;
import io.camelpurse.sandbox.Fault;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The exception that a rejected call ends with. Tests {@link FailureTranslator}. */
class RejectedCallTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @ParameterizedTest
    @CsvSource({
        "getClientSession, CamelPurseClientSessionId, Client session not found",
        "abortClientSession, CamelPurseClientSessionId, Client session not found",
        "getPayment, CamelPursePaymentId, Payment not found",
        "capturePayment, CamelPursePaymentId, Payment not found",
        "refundPayment, CamelPursePaymentId, Payment not found",
        "voidPayment, CamelPursePaymentId, Payment not found",
        "getPaymentLink, CamelPursePaymentLinkId, Payment link not found",
        "cancelPaymentLink, CamelPursePaymentLinkId, Payment link not found"
    })
    void anIdThatNobodyKnowsIsRejected(PurseOperation operation, String header, String title) {
        PurseRejectedException rejected = PURSE.fail(
                PurseRejectedException.class,
                "purse:" + operation + "?amount=1&merchantReference=DOC-1",
                null,
                Map.of(header, "nobody"));
        assertThat(rejected.getHttpStatus()).isEqualTo(404);
        assertThat(rejected.getProblem().title()).isEqualToIgnoringCase(title);
        assertThat(rejected).hasMessageContaining(operation.name()).hasMessageContaining("nobody");
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"createClientSession", "createPayment", "createPaymentLink", "getEligibleSolutions"})
    void everyFieldThatPurseObjectsToIsNamed(PurseOperation operation) {
        ObjectNode body = SampleCalls.request(operation).put("currency", "XTS");
        body.withObject("/order").put("reference", "");
        PurseRejectedException rejected =
                PURSE.fail(PurseRejectedException.class, "purse:" + operation, body, Map.of());
        assertThat(rejected.getHttpStatus()).isEqualTo(400);
        assertThat(rejected.getProblem().type()).isEqualTo("urn:eu.purse:validation-error");
        assertThat(rejected.getProblem().errors())
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/order/reference", "/currency");
        assertThat(rejected).hasMessageEndingWith("was rejected: 400 urn:eu.purse:validation-error");
    }

    @ParameterizedTest
    @CsvSource({"capturePayment, capture", "refundPayment, refund", "voidPayment, void"})
    void moreThanThereIsIsRejected(PurseOperation operation, String verb) {
        PurseRejectedException rejected = PURSE.fail(
                PurseRejectedException.class,
                "purse:" + operation + "?amount=99999&merchantReference=DOC-1&paymentId=" + samples.payment(),
                null,
                Map.of());
        assertThat(rejected.getProblem().detail()).contains("99999", "available to " + verb);
        assertThat(rejected.getProblem().errors())
                .containsExactly(new FieldError(rejected.getProblem().detail(), "/amount"));
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"getAccessToken", "reversePayment", "verifyRedirection", "webhook"},
            mode = Mode.EXCLUDE)
    void whatTheCredentialsDoNotAllowIsNotSafeToRetry(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        PURSE.sandbox().faults().next(operation.name(), Fault.forbidden());
        PurseAuthenticationException rejected =
                PURSE.fail(PurseAuthenticationException.class, call.uri(), call.body(), call.headers());
        assertThat(rejected.getHttpStatus()).isEqualTo(403);
        assertThat(rejected.isSafeToRetry()).isFalse();
        assertThat(rejected).hasMessageContaining("entityId");
        assertThat(PURSE.requests()).hasSize(1);
    }

    @Test
    void anotherMerchantsEntityIsNotSafeToRetry() {
        ObjectNode body = SampleCalls.request(PurseOperation.createPaymentLink)
                .put("entity_id", PURSE.sandbox().addAccount().entityId());
        assertThat(PURSE.fail(PurseAuthenticationException.class, "purse:createPaymentLink", body, Map.of())
                        .getProblem()
                        .detail())
                .contains("The credentials give no access to this entity");
    }

    @Test
    void anAbortThatComesTooLateIsRejected() {
        String session = samples.clientSession();
        PURSE.sandbox().shopper().pay(session);
        PurseRejectedException rejected = PURSE.fail(
                PurseRejectedException.class, "purse:abortClientSession?clientSessionId=" + session, null, Map.of());
        assertThat(text(rejected.getProblem())).contains("Client Session status incompatible with abort request");
    }

    @Test
    void aPaidPaymentLinkCannotBeCancelled() {
        String link = samples.paymentLink();
        PURSE.sandbox().shopper().pay(link);
        PurseRejectedException rejected = PURSE.fail(
                PurseRejectedException.class, "purse:cancelPaymentLink?paymentLinkId=" + link, null, Map.of());
        assertThat(text(rejected.getProblem())).contains("Payment link cannot be cancelled", "PAID");
    }

    private static String text(Problem problem) {
        return problem.title() + " " + problem.detail();
    }

    @Test
    void aRejectionSaysEverythingThatARouteNeeds() {
        PurseRejectedException rejected = PURSE.fail(
                PurseRejectedException.class,
                "purse:capturePayment?amount=1&merchantReference=INV-1&paymentId=nobody",
                null,
                Map.of());
        assertThat(rejected.getOperation()).isEqualTo("capturePayment");
        assertThat(rejected.getCallOutcome()).isEqualTo(CallOutcome.REJECTED);
        assertThat(rejected.isSafeToRetry()).isFalse();
        assertThat(rejected.getAttempts()).isEqualTo(1);
        assertThat(rejected.getRetryAfter()).isNull();
        assertThat(rejected.getIdempotencyKey()).isEqualTo(PURSE.request().idempotencyKey());
        assertThat(rejected.getProblem().instance()).isEqualTo("/v2/payments/nobody/captures");
    }

    @Test
    void aRejectionLeavesTheMessageAsItWas() {
        Map<String, Object> body = Map.of("amount", 1, "merchant_reference", "INV-1");
        Exchange exchange =
                PURSE.send("purse:capturePayment", body, Map.of(PurseConstants.PAYMENT_ID, "nobody", "invoice", 7));
        assertThat(exchange.getException()).isInstanceOf(PurseRejectedException.class);
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("amount", 1, "merchant_reference", "INV-1"));
        assertThat(exchange.getMessage().getHeaders())
                .isEqualTo(Map.of(PurseConstants.PAYMENT_ID, "nobody", "invoice", 7));
    }

    @Test
    void aRejectionQuotesNothingOfTheBody() {
        ObjectNode body = SampleCalls.request(PurseOperation.createPayment).put("currency", "XTS");
        PurseRejectedException rejected =
                PURSE.fail(PurseRejectedException.class, "purse:createPayment", body, Map.of());
        assertThat(List.of("DESANTONS", "custom value", "203.0.113.195"))
                .noneMatch(piece -> String.valueOf(rejected).contains(piece));
    }
}
