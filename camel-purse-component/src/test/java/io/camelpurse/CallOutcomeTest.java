package io.camelpurse;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every failure is one of three, and which one decides whether money may be moved again. Tests
 * {@link CallOutcome} and {@code FailureTranslator}.
 */
class CallOutcomeTest {

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    @ParameterizedTest
    @CsvSource({
        "400, PurseRejectedException, REJECTED, false",
        "401, PurseAuthenticationException, REJECTED, false",
        "403, PurseAuthenticationException, REJECTED, false",
        "404, PurseRejectedException, REJECTED, false",
        "422, PurseRejectedException, REJECTED, false",
        "425, PurseUnavailableException, NOT_EXECUTED, true",
        "429, PurseUnavailableException, NOT_EXECUTED, true",
        "302, PurseOutcomeUnknownException, UNKNOWN, true",
        "303, PurseOutcomeUnknownException, UNKNOWN, true",
        "408, PurseOutcomeUnknownException, UNKNOWN, true",
        "409, PurseOutcomeUnknownException, UNKNOWN, true",
        "500, PurseOutcomeUnknownException, UNKNOWN, true",
        "502, PurseOutcomeUnknownException, UNKNOWN, true",
        "503, PurseOutcomeUnknownException, UNKNOWN, true",
        "504, PurseOutcomeUnknownException, UNKNOWN, true"
    })
    void aStatusSaysHowFarACaptureGot(int status, String exception, CallOutcome outcome, boolean safeToRetry)
            throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) ->
                ScriptedServer.send(output, status, "Location: /elsewhere\r\n", "<html>gateway</html>")));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
        assertThat(failure.getCallOutcome()).isEqualTo(outcome);
        assertThat(failure.isSafeToRetry()).isEqualTo(safeToRetry);
        assertThat(failure.getHttpStatus()).isEqualTo(status);
        assertThat(failure.getOperation()).isEqualTo("capturePayment");
        assertThat(failure.getIdempotencyKey()).isNotEmpty();
        assertThat(failure).hasMessageNotContaining("<html>");
        assertThat(server.calls()).hasSize(status == 401 ? 2 : 1);
    }

    @Test
    void aResponseThatNeverArrivesLeavesTheOutcomeUnknown() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> socket.close()));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(failure).hasMessageContaining(failure.getIdempotencyKey());
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void theTotalTimeoutEndsACallThatIsUnderWay() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(ScriptedServer::neverRespond));
        PurseException failure = PURSE.fail(CAPTURE + "&totalTimeout=300");
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class).hasMessageContaining("totalTimeout");
    }

    @Test
    void theResponseTimeoutEndsACallThatIsUnderWay() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(ScriptedServer::neverRespond));
        assertThat(PURSE.fail(CAPTURE + "&responseTimeout=300")).isInstanceOf(PurseOutcomeUnknownException.class);
    }

    @Test
    void aReadWithoutAResponseIsSafeToRetry() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> socket.close()));
        PurseException failure = PURSE.fail("purse:getPayment?paymentId=p-1");
        assertThat(failure).isInstanceOf(PurseUnavailableException.class);
        assertThat(failure.isSafeToRetry()).isTrue();
    }

    @Test
    void aRejectedConnectionMeansThatNothingWasSent() throws Exception {
        try (Socket bound = new Socket()) {
            // Nobody listens on a port that is only bound, and nobody else can.
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ScriptedServer tokens = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {}));
            PURSE.connect("http://127.0.0.1:" + bound.getLocalPort());
            PurseException failure = PURSE.fail(
                    CAPTURE + "&clientId=other&clientSecret=other-secret&tokenUrl=" + tokens.url() + "/oauth/token");
            assertThat(failure)
                    .isInstanceOf(PurseUnavailableException.class)
                    .hasMessageContaining("no connection could be made");
            assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        }
    }

    @Test
    void aTokenThatCannotBeHadMeansThatNothingWasSent() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.with((request, socket, output) -> socket.close()));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure).isInstanceOf(PurseUnavailableException.class).hasMessageContaining("no access token");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void rejectedCredentialsAreNotSafeToRetry() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.json(output, 400, "{\"error\":\"invalid_client\"}")));
        assertThat(PURSE.fail(CAPTURE))
                .isInstanceOf(PurseAuthenticationException.class)
                .hasMessageContaining("invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"truncated", "malformed", "large"})
    void aSuccessThatCannotBeReadLeavesTheOutcomeUnknown(String fault) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            switch (fault) {
                case "truncated" -> {
                    output.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"".getBytes());
                    socket.close();
                }
                case "malformed" -> ScriptedServer.json(output, 200, "{\"id\":");
                default -> ScriptedServer.json(output, 200, ScriptedServer.captured(request) + " ".repeat(5000));
            }
        }));
        PurseException failure = PURSE.fail(CAPTURE + "&maxResponseSize=4096");
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(failure.isSafeToRetry()).isTrue();
    }

    @Test
    void stoppingTheContextEndsACallThatIsUnderWay() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(ScriptedServer::neverRespond));
        var pending = PURSE.template().asyncSend(CAPTURE, exchange -> {});
        await().until(() -> !server.calls().isEmpty());
        PURSE.component().stop();
        assertThat(pending.get(PATIENCE, TimeUnit.SECONDS).getException())
                .isInstanceOf(PurseOutcomeUnknownException.class)
                .hasMessageContaining("stopping");
    }
}
