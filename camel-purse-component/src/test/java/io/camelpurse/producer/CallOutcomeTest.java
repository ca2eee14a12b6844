package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.ScriptedServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule R13: every failure is one of three, and which one decides whether money may be moved again. */
class CallOutcomeTest {

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";
    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

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
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) ->
                ScriptedServer.send(output, status, "Location: /elsewhere\r\n", "<html>gateway</html>"))) {
            PurseException failure = failure(server.url(), CAPTURE);
            assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
            assertThat(failure.getCallOutcome()).isEqualTo(outcome);
            assertThat(failure.isSafeToRetry()).isEqualTo(safeToRetry);
            assertThat(failure.getHttpStatus()).isEqualTo(status);
            assertThat(failure.getOperation()).isEqualTo("capturePayment");
            assertThat(failure.getIdempotencyKey()).isNotEmpty();
            assertThat(failure).hasMessageNotContaining("<html>");
            assertThat(server.calls()).hasSize(status == 401 ? 2 : 1);
        }
    }

    @Test
    void aResponseThatNeverArrivesLeavesTheOutcomeUnknown() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> socket.close())) {
            PurseException failure = failure(server.url(), CAPTURE);
            assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
            assertThat(failure.isSafeToRetry()).isTrue();
            assertThat(failure).hasMessageContaining(failure.getIdempotencyKey());
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void theTotalTimeoutEndsACallThatIsUnderWay() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> Thread.sleep(60_000))) {
            PurseException failure = failure(server.url(), CAPTURE + "&totalTimeout=300");
            assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class).hasMessageContaining("totalTimeout");
        }
    }

    @Test
    void theResponseTimeoutEndsACallThatIsUnderWay() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> Thread.sleep(60_000))) {
            assertThat(failure(server.url(), CAPTURE + "&responseTimeout=300"))
                    .isInstanceOf(PurseOutcomeUnknownException.class);
        }
    }

    @Test
    void aReadWithoutAResponseIsSafeToRetry() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> socket.close())) {
            PurseException failure = failure(server.url(), "purse:getPayment?paymentId=p-1");
            assertThat(failure).isInstanceOf(PurseUnavailableException.class);
            assertThat(failure.isSafeToRetry()).isTrue();
        }
    }

    @Test
    void aRefusedConnectionMeansThatNothingWasSent() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (ScriptedServer tokens = ScriptedServer.withToken((request, socket, output) -> {})) {
            PurseException failure = failure(
                    "http://127.0.0.1:" + port,
                    CAPTURE + "&clientId=other&clientSecret=other-secret&tokenUrl=" + tokens.url() + "/oauth/token");
            assertThat(failure).isInstanceOf(PurseUnavailableException.class);
            assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        }
    }

    @Test
    void aTokenThatCannotBeHadMeansThatNothingWasSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> socket.close())) {
            PurseException failure = failure(server.url(), CAPTURE);
            assertThat(failure).isInstanceOf(PurseUnavailableException.class).hasMessageContaining("no access token");
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void rejectedCredentialsAreNotSafeToRetry() throws Exception {
        try (ScriptedServer server = ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.json(output, 400, "{\"error\":\"invalid_client\"}"))) {
            assertThat(failure(server.url(), CAPTURE))
                    .isInstanceOf(PurseAuthenticationException.class)
                    .hasMessageContaining("invalid_client");
        }
    }

    @ParameterizedTest
    @CsvSource({"truncated", "malformed", "large"})
    void aSuccessThatCannotBeReadLeavesTheOutcomeUnknown(String fault) throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
            switch (fault) {
                case "truncated" -> {
                    output.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"".getBytes());
                    socket.close();
                }
                case "malformed" -> ScriptedServer.json(output, 200, "{\"id\":");
                default -> ScriptedServer.json(output, 200, ScriptedServer.captured(request) + " ".repeat(5000));
            }
        })) {
            PurseException failure = failure(server.url(), CAPTURE + "&maxResponseSize=4096");
            assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
            assertThat(failure.isSafeToRetry()).isTrue();
        }
    }

    @Test
    void stoppingTheContextEndsACallThatIsUnderWay() throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> Thread.sleep(60_000))) {
            ProducerTemplate template = started(server.url());
            var pending = template.asyncSend(CAPTURE, exchange -> {});
            await().until(() -> !server.calls().isEmpty());
            context.getComponent("purse").stop();
            assertThat(pending.get(5, TimeUnit.SECONDS).getException())
                    .isInstanceOf(PurseOutcomeUnknownException.class);
        }
    }

    private PurseException failure(String url, String uri) throws Exception {
        Exchange exchange = started(url).request(uri, message -> {});
        assertThat(exchange.getException()).isNotNull();
        return assertThat(exchange.getException())
                .asInstanceOf(type(PurseException.class))
                .actual();
    }

    private ProducerTemplate started(String url) {
        PurseComponent component = context.getComponent("purse", PurseComponent.class);
        component.getConfiguration().setApiUrl(url);
        component.getConfiguration().setClientId("client");
        component.getConfiguration().setClientSecret("secret");
        component.getConfiguration().setMaxRetries(0);
        context.start();
        return context.createProducerTemplate();
    }
}
