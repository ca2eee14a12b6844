package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the server receives, by rules R8 to R15. Tests {@link RetryingCall} and {@link RetrySchedule}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryTest {

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";
    private static final String READ = "purse:getPayment?paymentId=p-1";
    private static final String CREATE = "purse:createPayment?entityId=e-1&amount=100&currency=EUR&apiKey=k";
    private static final String PAYMENT = "{\"id\":\"p-1\",\"captures\":[]}";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    @Test
    void aCallIsRepeatedAsOftenAsAllowedAndNoMore() throws Exception {
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
    void aCallThatMayHaveBeenExecutedIsNotRepeatedWithoutTheRoutesOwnKey(int status) throws Exception {
        ScriptedServer server = PURSE.connect(responding(status, ""));
        assertThat(failure(CREATE + "&retryDelay=10")).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {425, 429})
    void aCallThatWasNotExecutedIsRepeatedWithoutTheRoutesOwnKey(int status) throws Exception {
        ScriptedServer server = PURSE.connect(responding(status, ""));
        assertThat(failure(CREATE + "&retryDelay=10&maxRetries=1")).isInstanceOf(PurseUnavailableException.class);
        assertThat(server.calls()).hasSize(2);
        assertThat(server.calls().get(0).headers().get("x-idempotency-key"))
                .isNotEmpty()
                .isEqualTo(server.calls().get(1).headers().get("x-idempotency-key"));
    }

    @Test
    void retryAfterInSecondsIsRespected() throws Exception {
        waitsAbout(() -> "Retry-After: 1\r\n");
    }

    @Test
    void retryAfterAsADateIsRespected() throws Exception {
        waitsAbout(() -> "Retry-After: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2))
                + "\r\n");
    }

    private void waitsAbout(Supplier<String> header) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (calls.getAndIncrement() == 0) {
                ScriptedServer.send(output, 429, header.get(), "");
            } else {
                ScriptedServer.json(output, 200, PAYMENT);
            }
        }));
        long begin = System.nanoTime();
        assertThat(exchange(READ + "&retryDelay=1").getException()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
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
        ScriptedServer server =
                PURSE.connect(ScriptedServer.withToken((request, socket, output) -> Thread.sleep(60_000)));
        failure(CAPTURE + "&responseTimeout=300&totalTimeout=1000&maxRetries=100&retryDelay=1");
        // Each waits for 300 ms, so that no fifth begins within the deadline.
        assertThat(server.calls()).hasSizeBetween(1, 4);
    }

    @ParameterizedTest
    @CsvSource({"429, io.camelpurse.PurseUnavailableException", "503, io.camelpurse.PurseOutcomeUnknownException"})
    void stoppingEndsAWaitingRetryAtOnce(int status, Class<?> failure) throws Exception {
        ScriptedServer server = PURSE.connect(responding(status, "Retry-After: 30\r\n"));
        ProducerTemplate template = PURSE.template();
        Future<Exchange> pending = template.asyncSend(CAPTURE, exchange -> {});
        await().until(() -> !server.calls().isEmpty());
        await().during(Duration.ofMillis(100)).until(() -> !pending.isDone());
        PURSE.component().stop();
        // Before the wait of 30 seconds ends.
        assertThat(pending.get(20, TimeUnit.SECONDS).getException()).isInstanceOf(failure);
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
    void anUnknownOutcomeIsResolvedBeforeARetry() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (request.method().equals("GET")) {
                ScriptedServer.json(output, 200, PAYMENT);
            } else {
                ScriptedServer.send(output, 502, "", "<html>");
            }
        }));
        PurseException failure = failure(CAPTURE + "&maxRetries=1&retryDelay=1");
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(server.calls()).extracting(ScriptedServer.Request::method).containsExactly("POST", "GET", "POST");
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
}
