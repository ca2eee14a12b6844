package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WholeLog;
import io.camelpurse.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that a peer writes is in an exception or in a log line, but ids and codes. Tests
 * {@link CallFailedException} and {@link TransportFailure}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerTextTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAYMENT_PATH = "/v2/payments/p-1";
    private static final String CAPTURE =
            "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1&maxRetries=0&totalTimeout=500ms";
    private static final List<String> PIECES = List.of(
            "4111_1111_1111_1111",
            "4111,1111,1111,1111",
            "4111:1111:1111:1111",
            "4111%201111%201111%201111",
            "٤١١١١١١١١١١١١١١١",
            "４１１１１１１１１１１１１１１１",
            "4111111111111111",
            "\n2026-01-01 ERROR forged",
            "\r\nforged line",
            "\u2028forged line",
            "Bearer peer-token-0815",
            "eyJhbGciOiJSUzI1NiJ9.eyJjYXJkIjoiNDExMSJ9.c2lnbmF0dXJl",
            "{peer {} text}",
            "Ada Lovelace");

    private WholeLog log;

    @BeforeEach
    void listen() {
        log = WholeLog.atAllLevels();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, PIECES.size() / 2);
    }

    /** One hostile text in every field of everything that comes back. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noFieldOfAResponseIsShown(int seed) throws Exception {
        String hostile = hostile(seed);
        for (int status : List.of(200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503)) {
            assertNothingShown(hostile, CAPTURE, status, problem(hostile), payment(hostile, "FAILURE", hostile));
        }
        for (String operation : List.of("SUCCESS", "FAILURE", "CONFLICT", "UNCERTAIN", hostile)) {
            String conflict = conflict("c-1", hostile);
            assertNothingShown(hostile, CAPTURE, 409, conflict, payment("c-1", operation, hostile));
            assertNothingShown(hostile, CAPTURE, 409, conflict(hostile, hostile), payment(hostile, operation, hostile));
            assertNothingShown(hostile, CAPTURE, 201, payment(hostile, operation, hostile), payment("c-1", "x", "y"));
            String reversal =
                    "purse:reversePayment?paymentId=p-1&merchantReference=INV-1&maxRetries=0&totalTimeout=500ms";
            assertNothingShown(hostile, reversal, 500, problem(hostile), payment(hostile, operation, hostile));
        }
        assertNothingShown(
                hostile, CAPTURE + "&outputType=model", 201, model(hostile), payment("c-1", "SUCCESS", hostile));
        assertNothingShown(
                hostile,
                CAPTURE.replace("amount=100", "amount=1.00&amountUnit=major"),
                201,
                "{}",
                payment("c-1", "SUCCESS", hostile)
                        .replace("\"EUR\"", TextNode.valueOf(hostile).toString()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noFieldOfATokenEndpointsResponseIsShown(int seed) throws Exception {
        String hostile = hostile(seed);
        for (int status : List.of(200, 302, 400, 401, 429, 500)) {
            ScriptedServer server = PURSE.connect(ScriptedServer.with(
                    (request, socket, output) -> ScriptedServer.json(output, status, problem(hostile))));
            assertHidden(hostile, PURSE.send(CAPTURE).getException());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4111111111111111L, 378282246310005L, 6304000000000000L})
    void anAmountThatIsACardNumberIsNotShown(long card) throws Exception {
        String found =
                payment("c-1", "SUCCESS", "x").replace(":100", ":" + card).replace(":900", ":" + card);
        String hostile = Long.toString(card);
        assertNothingShown(hostile, CAPTURE, 409, conflict("c-1", "x"), found);
        assertNothingShown(hostile, CAPTURE + "&maxAmount=5000", 409, conflict("c-1", "x"), found);
        String available = CAPTURE.replace("amount=100", "amount=available");
        assertNothingShown(hostile, available + "&maxAmount=5000", 409, "{}", found);
        assertNothingShown(hostile, available, 500, "{}", found);
        assertNothingShown(hostile, available, 200, found.replace("c-1", "c-2"), found);
        assertNothingShown(
                hostile,
                "purse:reversePayment?paymentId=p-1&merchantReference=INV-1&amount=7000&maxRetries=0"
                        + "&totalTimeout=500ms",
                500,
                "{}",
                found.replace("\"available_to_void\":" + card, "\"available_to_void\":0"));
    }

    @Test
    void idsAndCodesAreShown() throws Exception {
        PurseException failure = (PurseException) failure(
                CAPTURE,
                409,
                conflict("1a14962c-bdcf-49d1-8673-e75dfb48013f", "x"),
                payment("1a14962c-bdcf-49d1-8673-e75dfb48013f", "FAILURE", "creditcard"));
        assertThat(failure)
                .isInstanceOf(PurseOperationFailedException.class)
                .hasMessage("capturePayment 1a14962c-bdcf-49d1-8673-e75dfb48013f ended as FAILURE:"
                        + " creditcard/creditcard creditcard 100");
    }

    @Test
    void aSerializedExceptionHoldsStatusAndTypeOfItsProblemAndNothingElse() throws Exception {
        String hostile = "Ada Lovelace";
        PurseException failure = (PurseException) failure(
                CAPTURE,
                422,
                problem(hostile).replace("\"type\":\"" + hostile + "\"", "\"type\":\"urn:x:invalid\""),
                "{}");
        assertThat(failure.getProblem().title()).isEqualTo(hostile);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(failure);
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(hostile);
        try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            PurseException read = (PurseException) input.readObject();
            assertThat(read.getProblem())
                    .isEqualTo(new Problem("urn:x:invalid", null, 422, null, null, List.of(), Map.of()));
            assertThat(read.getIdempotencyKey()).isEqualTo(failure.getIdempotencyKey());
        }
    }

    private void assertNothingShown(String hostile, String uri, int status, String response, String payment)
            throws Exception {
        assertHidden(hostile, failure(uri, status, response, payment));
    }

    private void assertHidden(String hostile, Exception failure) {
        List<String> pieces = Stream.concat(
                        PIECES.stream().filter(hostile::contains).map(String::strip), Stream.of(hostile))
                .toList();
        if (failure != null) {
            assertThat(text(failure)).doesNotContain(pieces);
        }
        for (WholeLog.Line line : log.lines()) {
            if (line.level().isMoreSpecificThan(Level.INFO)) {
                assertThat(line.text()).as(line.logger()).doesNotContain(pieces);
            }
        }
        log.lines().clear();
    }

    /** @return the failure, or {@code null} where the call succeeded */
    private static Exception failure(String uri, int status, String response, String payment) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            boolean read = request.path().equals(PAYMENT_PATH);
            ScriptedServer.json(output, read ? 200 : status, read ? payment : response);
        }));
        return PURSE.send(uri).getException();
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Two of the pieces in turn, so that none is left out, and a random one. */
    private static String hostile(int seed) {
        return PIECES.get(2 * seed) + PIECES.get(2 * seed + 1) + PIECES.get(new Random(seed).nextInt(PIECES.size()));
    }

    private static String problem(String hostile) {
        return conflict(hostile, hostile);
    }

    private static String conflict(String resourceId, String hostile) {
        boolean named = !resourceId.equals(hostile);
        ObjectNode problem = JSON.createObjectNode();
        problem.put("type", named ? Problem.WRITE_CONFLICT : hostile);
        List.of("title", "detail", "error", "error_description", "message")
                .forEach(member -> problem.put(member, hostile));
        problem.put("instance", named ? PAYMENT_PATH + "/captures" : hostile);
        problem.put("resource_id", resourceId).put(hostile, hostile);
        problem.putArray("errors").addObject().put("detail", hostile).put("pointer", hostile);
        return problem.toString();
    }

    private static String payment(String operationId, String status, String hostile) {
        ObjectNode payment = JSON.createObjectNode();
        payment.put("id", "p-1")
                .put("currency", "EUR")
                .put("order_reference", hostile)
                .put(hostile, hostile);
        payment.putObject("authorization").put("status", hostile);
        payment.putObject("amounts")
                .put("available_to_capture", 900)
                .put("available_to_void", 900)
                .put("available_to_refund", 900);
        for (String list : List.of("captures", "refunds", "voids")) {
            ArrayNode operations = payment.putArray(list);
            ObjectNode operation = operations.addObject();
            operation
                    .put("id", list.equals("captures") ? operationId : list)
                    .put("status", status)
                    .put("amount", 100)
                    .put("merchant_reference", "INV-1");
            operation
                    .putArray("partner_transactions")
                    .addObject()
                    .put("partner", hostile)
                    .put("method", hostile)
                    .put("status", hostile)
                    .put("amount", 100);
        }
        return payment.toString();
    }

    /** A payment that no record fits, wrong where a name is the peer's. */
    private static String model(String hostile) throws JsonProcessingException {
        ObjectNode payment = (ObjectNode) JSON.readTree(payment("c-1", "SUCCESS", hostile));
        payment.putObject("amounts").put("total_captured", hostile);
        return payment.toString();
    }
}
