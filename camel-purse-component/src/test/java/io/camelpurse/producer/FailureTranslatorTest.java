package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.CallOutcome;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseOutputConversionException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.model.Problem;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a route learns of a call that failed. Tests {@link FailureTranslator},
 * {@link io.camelpurse.FailedCall} and {@link io.camelpurse.client.CallFailures}.
 */
class FailureTranslatorTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";

    @Test
    void theExceptionCarriesAllThatIsKnownOfTheCall() throws Exception {
        PurseException failure = failure(422, """
                {"type": "urn:purse:invalid", "title": "Invalid", "detail": "The amount is too large",
                 "errors": [{"detail": "at most 50", "pointer": "#/amount"}], "limit": 50}""", "");
        assertThat(failure).isInstanceOf(PurseRejectedException.class);
        assertThat(failure.getHttpStatus()).isEqualTo(422);
        assertThat(failure.getOperation()).isEqualTo("capturePayment");
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.REJECTED);
        assertThat(failure.isSafeToRetry()).isFalse();
        assertThat(failure.getAttempts()).isEqualTo(1);
        assertThat(failure.getRetryAfter()).isNull();
        assertThat(failure.getIdempotencyKey()).isNotEmpty();
        Problem problem = failure.getProblem();
        assertThat(problem.type()).isEqualTo("urn:purse:invalid");
        assertThat(problem.title()).isEqualTo("Invalid");
        assertThat(problem.detail()).isEqualTo("The amount is too large");
        assertThat(problem.errors()).hasToString("[#/amount: at most 50]");
        assertThat(problem.extensions().get("limit").intValue()).isEqualTo(50);
        assertThat(failure)
                .hasMessage("capturePayment (POST /v2/payments/p-1/captures) was rejected: 422 urn:purse:invalid");
    }

    @Test
    void theExceptionCarriesRetryAfter() throws Exception {
        assertThat(failure(429, "", "Retry-After: 7\r\n").getRetryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":400}",
                "{\"error\":\"invalid_request\"}",
                "{\"type\":\"urn:purse:invalid\",\"title\":\"Invalid\",\"status\":422}"
            })
    void aProblemInASuccessIsNoSuccess(String problem) throws Exception {
        PurseException failure = failure(200, problem, "");
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(failure.getHttpStatus()).isEqualTo(200);
    }

    @Test
    void aPaymentWithMembersOfAProblemIsASuccess() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                ScriptedServer.captured(request).replaceFirst("\\{", "{\"status\":400,\"title\":\"Invalid\","))));
        assertThat(PURSE.succeed(CAPTURE).getHeader(PurseConstants.HTTP_RESPONSE_CODE))
                .isEqualTo(200);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void theStatusLineCountsWhateverTheBodySays() throws Exception {
        PurseException failure = failure(400, "{\"status\":503,\"title\":\"Service Unavailable\"}", "");
        assertThat(failure).isInstanceOf(PurseRejectedException.class);
        assertThat(failure.getProblem().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Bad <b>Gateway</b></html>", "not json", "\u0000\u0000\u0000{\u0000\u0011\u0000\u0000"
            })
    void aResponseThatIsNoProblemKeepsItsStatusAndShowsNothingOfItself(String body) throws Exception {
        PurseException failure = failure(404, body, "");
        assertThat(failure.getHttpStatus()).isEqualTo(404);
        assertThat(failure)
                .hasMessageEndingWith(
                        "was rejected: 404. Check the id, and whether it is from the environment of apiUrl");
    }

    @Test
    void aHugeErrorIsCutAndStillAnError() throws Exception {
        PurseException failure = failure(500, "x".repeat(100_000), "", "&maxResponseSize=10000&totalTimeout=3s");
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class).hasMessageContaining("maxResponseSize");
    }

    @Test
    void noLineOfTheLogCanBeForged() throws Exception {
        String evil = "a\\r\\n2026-01-01 INFO forged\\u2028b\\u0085c\\u001b[2K";
        PurseException failure = failure(400, "{\"title\":\"" + evil + "\",\"detail\":\"" + evil + "\"}", "");
        assertThat(failure.getMessage()).endsWith("was rejected: 400");
        assertThat(failure.getProblem().title())
                .contains("INFO forged")
                .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p-1\r\nX-Injected: 1",
                "p-1/../p-2",
                "p 1",
                "p-1?x=1",
                "p-1#",
                "%2e%2e",
                "p-1\u2028forged",
                "..",
                "ä"
            })
    void anIdThatIsNoneIsRejectedOnOneLineAndNothingIsSent(String id) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {}));
        Exchange exchange = PURSE.send("purse:getPayment", null, Map.of(PurseConstants.PAYMENT_ID, id));
        assertThat(exchange.getException()).isInstanceOf(PurseValidationException.class);
        assertThat(exchange.getException().getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aModelThatDoesNotFitAnExecutedCaptureSaysThatItWasExecutedAndQuotesNothing() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                ScriptedServer.captured(request)
                        .replaceFirst("\\{", "{\"amounts\":{\"total_captured\":\"secret\"},"))));
        Exchange exchange = PURSE.send(CAPTURE + "&outputType=model");
        assertThat(exchange.getException())
                .isInstanceOf(PurseOutputConversionException.class)
                .hasMessageContaining("was executed")
                .hasMessageContaining("amounts/total_captured")
                .hasMessageNotContaining("secret");
        PurseException failure = (PurseException) exchange.getException();
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.EXECUTED);
        assertThat(failure.getHttpStatus()).isEqualTo(200);
        assertThat(failure.getAttempts()).isEqualTo(1);
        assertThat(exchange.getMessage().getHeader(PurseConstants.OPERATION_ID)).isEqualTo("c-1");
        assertThat(server.calls()).hasSize(1);
    }

    private static PurseException failure(int status, String body, String headers) throws Exception {
        return failure(status, body, headers, "&totalTimeout=3s");
    }

    private static PurseException failure(int status, String body, String headers, String options) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(
                (request, socket, output) -> ScriptedServer.send(output, status, headers, body)));
        return PURSE.fail(CAPTURE + options);
    }
}
