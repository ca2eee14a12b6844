package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that cannot be a request are rejected before it is sent, with a message that shows no piece of the body. Tests
 * {@link RequestBodyReader}.
 */
class UnusableBodyTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1";

    static Stream<Arguments> otherTypes() {
        return Stream.of(42, 4.2, true, List.of(Map.of("amount", 1)), Set.of("amount"), new int[] {1})
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void aBodyOfTheWrongTypeIsNamedByItsType(Object body) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of()))
                .startsWith("capturePayment: The body is a " + body.getClass().getName())
                .contains("JSON text, bytes, a stream, a Map, a JsonNode");
    }

    @ParameterizedTest
    @CsvSource({"[], array", "'[{\"amount\": 1}]', array", "'\"text\"', string", "42, number", "true, boolean"})
    void jsonThatIsNoObjectIsNamedByItsKind(String body, String kind) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of()))
                .contains("The body is a JSON " + kind)
                .contains("must be a JSON object");
    }

    @Test
    void aTreeThatIsNoObjectIsNamedByItsKind() {
        assertThat(PURSE.failValidation(CAPTURE, IntNode.valueOf(1), Map.of())).contains("The body is a JSON number");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"amount\": 10,}', 1, 15",
        "'{\"amount\": secret}', 1, 18",
        "'{\n  \"amount\": 10\n  \"secret\": 1}', 3, 3",
        "'{\"amount\": 010}', 1, 13",
        "'{''amount'': 10}', 1, 2",
        "'{\"amount\": NaN}', 1, 15",
        "'{\"amount\": 10} secret', 1, 22",
        "'amount=10&secret=1', 1, 7"
    })
    void malformedJsonIsNamedByItsPosition(String body, int line, int column) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of()))
                .contains("The body is not JSON at line " + line + ", column " + column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"amount\": 10", "{\"amount\": [1, 2", "{\"amount"})
    void jsonThatEndsTooEarlySaysSo(String body) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of())).contains("ends too early at line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\": 1, \"amount\": 2}", "{\"order\": {\"a\": 1, \"b\": 2, \"a\": 3}}"})
    void aDuplicateFieldIsRejected(String body) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of())).contains("has a field twice at line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"amount\": 1} {\"amount\": 2}", "{\"amount\": 1}, ", "{\"amount\": 1}]", "{} 4111111111111111"
            })
    void whatFollowsTheObjectIsRejected(String body) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of())).contains("The body is not JSON at line 1");
    }

    static Stream<Arguments> xml() {
        String xml = "\n<Invoice><ID>secret</ID></Invoice>";
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("text", xml),
                Arguments.of("bytes", bytes),
                Arguments.of("stream", new ByteArrayInputStream(bytes)),
                Arguments.of("reader", new StringReader(xml)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("xml")
    void xmlIsRecognized(String form, Object body) {
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of())).contains("it may be XML: transform it first");
    }

    @Test
    void anXmlDocumentIsRecognized() throws Exception {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        document.appendChild(document.createElement("Invoice"));
        assertThat(PURSE.failValidation(CAPTURE, document, Map.of()))
                .contains("The body is a " + document.getClass().getName())
                .contains("it must be JSON text");
    }

    @Test
    void bytesInAnotherEncodingAreRejected() {
        byte[] latin = "{\"merchant_reference\": \"Größe\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PURSE.failValidation(CAPTURE, latin, Map.of())).contains("The body is not JSON at line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"card\": \"4111111111111111\",}",
                "{\"card\": 4111111111111111x}",
                "{\"4111111111111111\": 1, \"4111111111111111\": 2}",
                "{} \"4111111111111111\"",
                "4111111111111111x",
                "<card>4111111111111111</card>",
                "{\"amount\": \"4111111111111111x\"}",
                "{\"amount\": {\"card\": \"4111111111111111\"}}",
                "{\"merchant_reference\": \"4111111111111111\", \"amount\": -1}",
                "{\"currency\": \"4111111111111111\"}"
            })
    void noCardNumberOfTheBodyIsRepeated(String body) {
        StringWriter trace = new StringWriter();
        PURSE.fail(PurseValidationException.class, CAPTURE, body, Map.of()).printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("411111");
        assertThat(PURSE.requests()).isEmpty();
    }

    @Test
    void aStreamThatBreaksOffIsNoEmptyBody() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };
        assertThat(PURSE.failValidation(CAPTURE, broken, Map.of())).contains("cannot be read: disk on fire");
    }

    @Test
    void anObjectThatCannotBeWrittenIsNamedByItsType() {
        Object loop = new Object() {
            @SuppressWarnings("unused")
            public Object getSelf() {
                return this;
            }
        };
        assertThat(PURSE.failValidation(CAPTURE, loop, Map.of()))
                .contains(loop.getClass().getName())
                .contains("cannot be written as JSON");
    }

    @Test
    void aValueThatCannotBeWrittenIsNamedByItsPlaceAndType() {
        Map<String, Object> body = Map.of("order", Map.of("paid_at", OffsetDateTime.MIN));
        assertThat(PURSE.failValidation(CAPTURE, body, Map.of()))
                .contains(" at order/paid_at,")
                .contains("java.time.OffsetDateTime")
                .contains("use JSON text");
    }

    @Test
    void jsonThatIsNestedTooDeepIsRejected() {
        String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
        assertThat(PURSE.failValidation(CAPTURE, deep, Map.of())).contains("The body is not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"getPayment", "createPaymentLink", "createClientSession", "createPayment", "capturePayment"})
    void aResponseLeftInTheBodyIsNoRequest(PurseOperation earlier) {
        SampleCalls samples = new SampleCalls(PURSE);
        SampleCalls.Call call = samples.of(earlier);
        Object response = PURSE.succeed(call.uri(), call.body(), call.headers()).getBody();
        PURSE.startRecording();
        assertThat(PURSE.failValidation(CAPTURE, response, Map.of()))
                .contains("The body is a response of Purse")
                .contains("empty body");
    }
}
