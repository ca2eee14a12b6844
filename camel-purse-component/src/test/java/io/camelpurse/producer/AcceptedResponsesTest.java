package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.CallOutcome;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which response to a capture is believed, and how the others are resolved. Tests
 * {@link io.camelpurse.client.ExpectedResponse}, {@link io.camelpurse.client.KeyConflict} and {@code MoneyCall}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AcceptedResponsesTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String CAPTURE =
            "purse:capturePayment?paymentId=p-1&amount=1000&merchantReference=Inv-1&retryDelay=1&maxRetryDelay=5";
    private static final String KEY = IdempotencyKeys.derive("p-1", "capturePayment", "Inv-1");

    /** Plays its replies one after the other, the last one forever. */
    private static final class Replies {

        private final Deque<ScriptedServer.Script> replies = new ArrayDeque<>();

        Replies(ScriptedServer.Script... replies) {
            this.replies.addAll(List.of(replies));
        }

        void play(ScriptedServer.Request request, Socket socket, OutputStream output)
                throws IOException, InterruptedException {
            ScriptedServer.Script reply;
            synchronized (this) {
                reply = replies.size() > 1 ? replies.poll() : replies.peek();
            }
            reply.respond(request, socket, output);
        }
    }

    private static ScriptedServer server(Replies posts, Replies gets) throws IOException {
        return ScriptedServer.withToken((request, socket, output) ->
                (request.method().equals("POST") ? posts : gets).play(request, socket, output));
    }

    private static ScriptedServer.Script json(int status, String body) {
        return (request, socket, output) -> ScriptedServer.json(output, status, body);
    }

    private static ScriptedServer.Script payment(String... captures) {
        return json(
                200, "{\"id\": \"p-1\", \"currency\": \"EUR\", \"captures\": [" + String.join(",", captures) + "]}");
    }

    private static ScriptedServer.Script conflict(String operationId) {
        return json(409, """
                {"type": "urn:eu.purse:write-conflict", "title": "Idempotency violation", "status": 409,
                 "instance": "/v2/payments/p-1/captures", "resource_id": "%s"}""".formatted(operationId));
    }

    private static ScriptedServer.Script lost() {
        return (request, socket, output) -> socket.close();
    }

    private static String capture(String id, String amount, String reference, String status, Instant createdAt) {
        return "{\"id\": \"" + id + "\", \"amount\": " + amount + ", \"status\": \"" + status + "\", \"created_at\": \""
                + createdAt + "\"" + (reference == null ? "" : ", \"merchant_reference\": \"" + reference + "\"") + "}";
    }

    private static String capture(String id, String reference, String status) {
        return capture(id, "1000", reference, status, soon());
    }

    /** When the call that a test is about to make will have begun. */
    private static Instant soon() {
        return Instant.now().plusSeconds(10);
    }

    private static String old(String id, String reference, String status) {
        return capture(id, "1000", reference, status, Instant.now().minus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"900", "1000.9", "10.00", "18446744073709552616", "\"1000.0\"", "null", "-1000", "1e3000"})
    void anotherAmountThanTheOneAskedForIsNeverASuccess(String amount) throws Exception {
        ScriptedServer.Script wrong = payment(capture("c-1", amount, "Inv-1", "SUCCESS", soon()));
        ScriptedServer server = PURSE.connect(server(new Replies(wrong, conflict("c-1")), new Replies(wrong)));
        assertThat(PURSE.fail(CAPTURE))
                .isInstanceOf(PurseOutcomeUnknownException.class)
                .hasMessageContaining("which is not what was requested");
        assertOneKey(server);
        assertThat(endpoint().getMoneyOperations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "5"})
    void anOperationWithoutAStatusIsNoSuccess(String status) throws Exception {
        String value = status.equals("null") || status.equals("5") ? status : "\"" + status + "\"";
        String operation = capture("c-1", "Inv-1", "S").replace("\"S\"", value);
        ScriptedServer server = PURSE.connect(server(
                new Replies(payment(operation), conflict("c-1")),
                new Replies(payment(operation), payment(capture("c-1", "Inv-1", "FAILURE")))));
        assertThat(PURSE.send(CAPTURE).getException()).isInstanceOf(PurseOperationFailedException.class);
    }

    @Test
    void aPaymentThatIsNotFoundBehindACaptureIsReadAgain() throws Exception {
        ScriptedServer server = PURSE.connect(server(
                new Replies(json(504, "{}"), conflict("c-1")),
                new Replies(json(404, "{}"), json(404, "{}"), payment(capture("c-1", "Inv-1", "SUCCESS")))));
        assertThat(PURSE.succeed(CAPTURE).getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo("c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "1000.0", "1e3", "\"1000\""})
    void theAmountAskedForIsOneHoweverItIsWritten(String amount) throws Exception {
        ScriptedServer.Script right = payment(capture("c-1", amount, "Inv-1", "SUCCESS", soon()));
        ScriptedServer server = PURSE.connect(server(new Replies(right), new Replies(right)));
        assertThat(PURSE.succeed(CAPTURE).getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo("c-1");
        assertThat(server.calls()).hasSize(1);
    }

    static Stream<Arguments> changedReferences() {
        return Stream.of("inv-1", "Inv", " Inv-1", "Inv-1 ", Normalizer.normalize("É-1", Normalizer.Form.NFD), "", null)
                .flatMap(reference -> Stream.of(
                        Arguments.of(reference, "SUCCESS"),
                        Arguments.of(reference, "FAILURE"),
                        Arguments.of(reference, "PENDING")));
    }

    @ParameterizedTest
    @MethodSource("changedReferences")
    void anOperationWhoseReferenceWasChangedIsRecognizedByItsKey(String reference, String status) throws Exception {
        ScriptedServer.Script changed = payment(capture("c-1", reference, status));
        ScriptedServer server = PURSE.connect(server(new Replies(changed, conflict("c-1")), new Replies(changed)));
        Exchange exchange = PURSE.send(CAPTURE);
        if (status.equals("FAILURE")) {
            assertThat(exchange.getException()).isInstanceOf(PurseOperationFailedException.class);
            PurseOperationFailedException failed = (PurseOperationFailedException) exchange.getException();
            assertThat(failed.getHttpStatus()).isEqualTo(409);
            assertThat(failed.getProblem().type()).isEqualTo(Problem.WRITE_CONFLICT);
        } else {
            assertThat(exchange.getException()).isNull();
        }
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-1")
                .containsEntry(PurseConstants.OPERATION_STATUS, status);
        assertOneKey(server);
    }

    @Test
    void aReferenceThatComesBackChangedIsOursWhereTheConflictNamesIt() throws Exception {
        ScriptedServer server = PURSE.connect(
                server(new Replies(conflict("c-1")), new Replies(payment(old("c-1", "changed", "SUCCESS")))));
        assertThat(PURSE.succeed(CAPTURE).getHeaders())
                .containsEntry(PurseConstants.DUPLICATE, true)
                .containsEntry(PurseConstants.OPERATION_ID, "c-1");
    }

    @Test
    void underAKeyOfTheRouteAnotherReferenceIsAnotherDocument() throws Exception {
        ScriptedServer server = PURSE.connect(
                server(new Replies(conflict("c-1")), new Replies(payment(old("c-1", "other", "SUCCESS")))));
        Exception failure = PURSE.send(CAPTURE, null, Map.of(PurseConstants.IDEMPOTENCY_KEY, "my-key"))
                .getException();
        assertThat(failure).isInstanceOf(PurseIdempotencyKeyReusedException.class);
        assertThat(((PurseException) failure).getHttpStatus()).isEqualTo(409);
        assertThat(((PurseException) failure).getProblem().type()).isEqualTo(Problem.WRITE_CONFLICT);
    }

    /** Both attempts may have met the operation of another document, to which the route has given the same key. */
    @Test
    void underAKeyOfTheRouteAnotherReferenceIsNoSuccessThoughAResponseWasLost() throws Exception {
        PURSE.connect(
                server(new Replies(lost(), conflict("c-1")), new Replies(payment(capture("c-1", "other", "SUCCESS")))));
        Exception failure = PURSE.send(CAPTURE, null, Map.of(PurseConstants.IDEMPOTENCY_KEY, "my-key"))
                .getException();
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
    }

    @Test
    void underAKeyOfTheRouteAReferenceThatPurseDoesNotEchoIsNoOtherDocument() throws Exception {
        ScriptedServer server =
                PURSE.connect(server(new Replies(conflict("c-1")), new Replies(payment(old("c-1", null, "SUCCESS")))));
        Exchange exchange = PURSE.send(CAPTURE, null, Map.of(PurseConstants.IDEMPOTENCY_KEY, "my-key"));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(PurseConstants.OPERATION_ID)).isEqualTo("c-1");
    }

    @Test
    void aRedeliveryUnderAKeyOfTheRouteIsOursThoughPurseChangesTheReference() throws Exception {
        ScriptedServer.Script changed = payment(capture("c-1", "changed", "SUCCESS"));
        ScriptedServer server = PURSE.connect(server(new Replies(changed, conflict("c-1")), new Replies(changed)));
        Map<String, Object> key = Map.of(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        assertThat(PURSE.send(CAPTURE, null, key).getException()).isNull();
        assertThat(PURSE.send(CAPTURE, null, key).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILURE", "SUCCESS", "CONFLICT", "PENDING"})
    void aConflictIsResolvedByTheOperationThatItNamesAndNoOther(String older) throws Exception {
        String other = old("c-1", "Inv-1", older);
        ScriptedServer server = PURSE.connect(server(
                new Replies(conflict("c-2")),
                new Replies(payment(other), payment(other), payment(other, capture("c-2", "Inv-1", "SUCCESS")))));
        assertThat(PURSE.succeed(CAPTURE).getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-2")
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILURE", "SUCCESS", "CONFLICT", "PENDING"})
    void anOperationThatIsOlderThanTheCallIsNotTheOneWhoseResponseWasLost(String older) throws Exception {
        String other = old("c-1", "Inv-1", older);
        ScriptedServer server = PURSE.connect(server(
                new Replies(lost(), conflict("c-2")),
                new Replies(payment(other), payment(other), payment(other, capture("c-2", "Inv-1", "SUCCESS")))));
        assertThat(PURSE.succeed(CAPTURE).getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-2")
                .containsEntry(PurseConstants.DUPLICATE, true);
        assertOneKey(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILURE", "CONFLICT", "SUCCESS"})
    void anotherKeysOperationOfAMomentAgoIsNotTheCalls(String status) throws Exception {
        String other = capture("c-1", "1000", "Inv-1", status, Instant.now().minusSeconds(1));
        for (ScriptedServer.Script first : List.of(payment(other), lost(), json(500, "{}"))) {
            ScriptedServer server = PURSE.connect(server(
                    new Replies(first, conflict("c-2")),
                    new Replies(payment(other), payment(other, capture("c-2", "Inv-1", "SUCCESS")))));
            assertThat(PURSE.succeed(CAPTURE).getHeader(PurseConstants.OPERATION_ID))
                    .isEqualTo("c-2");
            assertOneKey(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILURE", "CONFLICT"})
    void aFailureIsAcceptedOnlyWherePurseNamesItForTheKey(String status) throws Exception {
        ScriptedServer.Script both = payment(capture("c-1", "Inv-1", status), capture("c-2", "Inv-1", "SUCCESS"));
        ScriptedServer server = PURSE.connect(server(
                new Replies(lost(), conflict("c-2")), new Replies(payment(capture("c-1", "Inv-1", status)), both)));
        assertThat(PURSE.succeed(CAPTURE).getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo("c-2");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/payments/p-2/captures",
        "/payment/v2/payments/p-2/captures",
        "https://api.example/payment/v2/payments/p-2"
    })
    void aKeyOfAnotherPaymentFailsAtOnce(String instance) throws Exception {
        ScriptedServer.Script other = json(409, """
                {"type": "urn:eu.purse:write-conflict", "status": 409, "instance": "%s", "resource_id": "c-1"}\
                """.formatted(instance));
        ScriptedServer server = PURSE.connect(server(new Replies(other), new Replies(payment())));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure).isInstanceOf(PurseIdempotencyKeyReusedException.class);
        assertThat(failure.getHttpStatus()).isEqualTo(409);
        assertThat(failure.getProblem().instance()).isEqualTo(instance);
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 303, 307, 308, 408, 500, 501, 502, 503, 504, 507, 599})
    void aStatusThatIsNoRejectionIsAnUnknownOutcomeUntilTheKeyResolvesIt(int status) throws Exception {
        ScriptedServer.Script notOurs = json(status, "{\"title\": \"a gateway's\"}");
        ScriptedServer.Script conflict =
                json(409, "{\"type\": \"urn:eu.purse:write-conflict\", \"resource_id\": \"c-1\"}");
        ScriptedServer server = PURSE.connect(server(
                new Replies(notOurs, notOurs, conflict), new Replies(payment(capture("c-1", "Inv-1", "SUCCESS")))));
        assertThat(PURSE.succeed(CAPTURE).getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-1")
                .containsEntry(PurseConstants.DUPLICATE, true);
        assertOneKey(server);

        PURSE.connect(server(new Replies(notOurs), new Replies(payment())));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(failure.getHttpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "{\"id\": \"p-1\"}", "{\"id\": \"p-2\"}"})
    void aSuccessThatShowsNothingIsReadAboutThoughRetriesAreOff(String body) throws Exception {
        ScriptedServer server = PURSE.connect(
                server(new Replies(json(201, body)), new Replies(payment(capture("c-1", "Inv-1", "SUCCESS")))));
        assertThat(PURSE.succeed(CAPTURE + "&maxRetries=0").getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo("c-1");
        assertThat(server.calls()).extracting(ScriptedServer.Request::method).containsExactly("POST", "GET");
    }

    @ParameterizedTest
    @ValueSource(ints = {425, 429})
    void whatWasTurnedAwayWasNotExecuted(int status) throws Exception {
        ScriptedServer server = PURSE.connect(server(new Replies(json(status, "{}")), new Replies(payment())));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure).isInstanceOf(PurseUnavailableException.class);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate"})
    void aCompressedResponseIsReadThoughNobodyAskedForOne(String encoding) throws Exception {
        String json = "{\"id\": \"p-1\", \"captures\": [" + capture("c-1", "Inv-1", "SUCCESS") + "]}";
        ScriptedServer server = PURSE.connect(server(new Replies(compressed(encoding, json)), new Replies(payment())));
        assertThat(PURSE.succeed(CAPTURE).getBody()).isEqualTo(json);
        assertThat(server.calls()).hasSize(1);
        assertThat(server.calls().get(0).headers()).doesNotContainKey("accept-encoding");
    }

    @ParameterizedTest
    @CsvSource({"gzip, is longer", "br, Content-Encoding", "gzip-broken, GZIP"})
    void whatCannotBeDecompressedWithinTheLimitIsAnUnknownOutcome(String encoding, String reason) throws Exception {
        String json = "{\"id\": \"p-1\", \"filling\": \"" + "x".repeat(100_000) + "\"}";
        ScriptedServer server = PURSE.connect(server(new Replies(compressed(encoding, json)), new Replies(payment())));
        assertThat(PURSE.fail(CAPTURE + "&maxResponseSize=50000&maxRetries=0"))
                .isInstanceOf(PurseOutcomeUnknownException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000", "99999999999999999999999999", "999999999"})
    void aRetryAfterBeyondTheDeadlineEndsTheCallAtOnce(String seconds) throws Exception {
        ScriptedServer.Script later =
                (request, socket, output) -> ScriptedServer.send(output, 429, "Retry-After: " + seconds + "\r\n", "");
        ScriptedServer server = PURSE.connect(server(new Replies(later), new Replies(payment())));
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure.getRetryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(999_999_999));
        assertThat(server.calls()).hasSize(1);
    }

    private static ScriptedServer.Script compressed(String encoding, String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream compressing = encoding.equals("deflate")
                ? new DeflaterOutputStream(bytes)
                : encoding.endsWith("gzip") || encoding.equals("GZIP") ? new GZIPOutputStream(bytes) : bytes) {
            compressing.write(body.getBytes(StandardCharsets.UTF_8));
        }
        String name = encoding.equals("gzip-broken") ? "gzip" : encoding;
        return (request, socket, output) -> {
            output.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: " + name
                            + "\r\nContent-Length: " + bytes.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            bytes.writeTo(output);
            output.flush();
        };
    }

    private static void assertOneKey(ScriptedServer server) {
        assertThat(server.calls().stream()
                        .filter(call -> call.method().equals("POST"))
                        .map(call -> call.headers().get("x-idempotency-key")))
                .isNotEmpty()
                .containsOnly(KEY);
    }

    private static PurseEndpoint endpoint() {
        return PURSE.context().getEndpoint(CAPTURE, PurseEndpoint.class);
    }
}
