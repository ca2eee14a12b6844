package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the server receives. Tests {@link RetryingCall} and {@link RetrySchedule}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryingCallTest {

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";
    private static final String READ = "purse:getPayment?paymentId=p-1";
    private static final String CREATE = "purse:createPayment?entityId=e-1&amount=100&currency=EUR&apiKey=k";
    private static final String PAYMENT = "{\"id\":\"p-1\",\"captures\":[]}";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    @Test
    void aCallIsRetriedAsOftenAsAllowedAndNoMore() throws Exception {
        ScriptedServer server = PURSE.connect(responding(503, ""));
        PurseException failure = failure(READ + "&maxRetries=2&retryDelay=10");
        assertThat(failure).isInstanceOf(PurseUnavailableException.class);
        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void withRetriesOffThereIsExactlyOneRequest() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> socket.close()));
        failure(CAPTURE + "&maxRetries=0");
        assertThat(server.calls()).hasSize(1);
        // The token's connection serves the call too if it is free by then.
        assertThat(server.connections()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {303, 408, 500, 502, 503})
    void aCallThatMayHaveBeenExecutedIsNotRetriedWithoutTheRoutesOwnKey(int status) throws Exception {
        ScriptedServer server = PURSE.connect(responding(status, ""));
        assertThat(failure(CREATE + "&retryDelay=10")).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {425, 429})
    void aCallThatWasNotExecutedIsRetriedWithoutTheRoutesOwnKey(int status) throws Exception {
        ScriptedServer server = PURSE.connect(responding(status, ""));
        assertThat(failure(CREATE + "&retryDelay=10&maxRetries=1")).isInstanceOf(PurseUnavailableException.class);
        assertThat(server.calls()).hasSize(2);
        assertThat(server.calls().get(0).headers().get("x-idempotency-key"))
                .isNotEmpty()
                .isEqualTo(server.calls().get(1).headers().get("x-idempotency-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "Thu, 01 Jan 1970 00:01:30 GMT"})
    void retryAfterInSecondsOrAsADateIsRespected(String retryAfter) {
        Map<Runnable, Long> planned = new LinkedHashMap<>();
        List<SimulatedInstance.Exchange> attempts = new ArrayList<>();
        SimulatedInstance instance = new SimulatedInstance(
                new ManualTime(Instant.EPOCH, 0),
                new FixedRandomness(),
                (action, millis) -> {
                    planned.put(action, millis);
                    return () -> planned.remove(action);
                },
                transition -> {});
        PurseConfiguration configuration = SimulatedInstance.configuration();
        configuration.setTotalTimeout(100_000);
        PurseClient client = instance.client(
                configuration,
                (request, attempt) -> attempts.add(attempt),
                (request, token) -> token.respond(200, Map.of(), bytes("{\"access_token\":\"token\"}")));

        CompletableFuture<PurseResponse> call = client.call(PurseRequest.readPayment("p-1"));
        attempts.get(0).respond(429, Map.of("Retry-After", retryAfter), bytes(""));
        assertThat(attempts).hasSize(1);
        assertThat(planned).as("the retry").containsValue(90_000L).hasSize(1);
        planned.keySet().iterator().next().run();
        assertThat(attempts).hasSize(2);
        attempts.get(1).respond(200, Map.of(), bytes(PAYMENT));
        assertThat(call).isCompleted();
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsNotWaitedFor() throws Exception {
        ScriptedServer server = PURSE.connect(responding(429, "Retry-After: 3600\r\n"));
        PurseException failure = failure(CAPTURE + "&totalTimeout=20000");
        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(failure).hasMessageNotContaining("totalTimeout");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void theDeadlineCoversAllAttempts() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(ScriptedServer::neverRespond));
        failure(CAPTURE + "&responseTimeout=300&totalTimeout=1000&maxRetries=100&retryDelay=1");
        // Each waits for 300 ms, so that no fifth begins within the deadline.
        assertThat(server.calls()).hasSizeBetween(1, 4);
    }

    @ParameterizedTest
    @CsvSource({"429, io.camelpurse.PurseUnavailableException", "503, io.camelpurse.PurseOutcomeUnknownException"})
    void stoppingEndsAWaitingRetryAtOnce(int status, Class<?> failure) throws Exception {
        ScriptedServer server = PURSE.connect(responding(status, "Retry-After: 50\r\n"));
        ProducerTemplate template = PURSE.template();
        Future<Exchange> pending = template.asyncSend(CAPTURE, exchange -> {});
        await().until(() -> PURSE.component().getRetries() == 1);
        PURSE.component().stop();
        // Before the wait of 50 seconds ends.
        assertThat(pending.get(PATIENCE, TimeUnit.SECONDS).getException()).isInstanceOf(failure);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void aDeadUpstreamSeesAFifthMoreTrafficAtTheMost() throws Exception {
        ScriptedServer server = PURSE.connect(responding(503, ""));
        ProducerTemplate template = PURSE.template();
        IntStream.range(0, 500).parallel().forEach(i -> template.request(READ + "&retryDelay=1", exchange -> {}));
        assertThat(server.calls()).hasSizeBetween(500, 600);
    }

    @Test
    void anUnknownOutcomeIsResentUnderItsKey() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (request.method().equals("GET")) {
                ScriptedServer.json(output, 200, PAYMENT);
            } else {
                ScriptedServer.send(output, 502, "", "<html>");
            }
        }));
        PurseException failure = failure(CAPTURE + "&maxRetries=1&retryDelay=1");
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(server.calls()).extracting(ScriptedServer.Request::method).containsExactly("POST", "POST");
        assertThat(failure.getAttempts()).isEqualTo(2);
    }

    @Test
    void aRejectionAfterAnUnknownOutcomeLeavesItUnknown() throws Exception {
        AtomicInteger captures = new AtomicInteger();
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (request.method().equals("GET")) {
                ScriptedServer.json(output, 200, PAYMENT);
            } else {
                ScriptedServer.send(output, captures.getAndIncrement() == 0 ? 500 : 400, "", "");
            }
        }));
        assertThat(failure(CAPTURE + "&retryDelay=1")).isInstanceOf(PurseOutcomeUnknownException.class);
    }

    private static ScriptedServer responding(int status, String headers) throws Exception {
        return ScriptedServer.withToken((request, socket, output) -> ScriptedServer.send(output, status, headers, ""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PurseException failure(String uri) {
        return (PurseException) exchange(uri).getException();
    }

    private static Exchange exchange(String uri) {
        return PURSE.send(uri, message -> {
            if (uri.startsWith("purse:createPayment")) {
                message.setBody("{\"split\":[]}");
            }
        });
    }

    /** Without jitter. */
    private record FixedRandomness() implements Randomness {

        @Override
        public long below(long bound) {
            return 0;
        }

        @Override
        public String idempotencyKey() {
            return "key";
        }
    }
}
