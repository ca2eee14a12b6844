package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server sends beside a proper response is neither in an exception nor in Camel's log.
 * Tests {@link ErrorResponses}, {@link SanitizedException} and {@link MalformedResponseException}.
 */
class UntrustedTextTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String HOLDER = "ERIKA-MUSTERMANN";
    private static final String CARD = "4111111111111111";

    /** More digits than a port has, which an address in a message may contain. */
    private static final String CARD_BEGINNING = "411111";

    private static final String TEXT = HOLDER + " " + CARD;
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    static Stream<Arguments> malformedResponses() {
        return Stream.of(
                Arguments.of("a chunk size", OK + "Transfer-Encoding: chunked\r\n\r\n" + TEXT + " ${token}\r\n"),
                Arguments.of(
                        "the end of a chunk", OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nx" + TEXT + "${token}\r\n"),
                Arguments.of("a trailer", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a status line", TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a status code", "HTTP/1.1 " + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a version", "HTTP/" + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a version to come", "HTTP/9.9 200 " + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a header without colon", OK + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a header without name", OK + ": " + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("a blank before the colon", OK + TEXT + " ${token} : x\r\n\r\n"),
                Arguments.of("a length", OK + "Content-Length: " + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("two lengths", OK + "Content-Length: 1\r\nContent-Length: " + TEXT + " ${token}\r\n\r\nx"),
                Arguments.of("a transfer coding", OK + "Transfer-Encoding: " + TEXT + " ${token}\r\n\r\nx"),
                Arguments.of(
                        "a content coding",
                        OK + "Content-Encoding: " + TEXT + " ${token}\r\nContent-Length: 1\r\n\r\nx"),
                Arguments.of("no gzip", OK + "Content-Encoding: gzip\r\nContent-Length: 33\r\n\r\n" + TEXT),
                Arguments.of("no deflate", OK + "Content-Encoding: deflate\r\nContent-Length: 33\r\n\r\n" + TEXT),
                Arguments.of(
                        "a gzip that is cut", OK + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + cutGzip()),
                Arguments.of("a body that is cut", OK + "Content-Length: 1000\r\n\r\n" + TEXT + " ${token}"),
                Arguments.of("a long line", OK + "X-Long: " + (TEXT + " ${token} ").repeat(3000) + "\r\n\r\n"),
                Arguments.of("many headers", OK + ("X: " + TEXT + " ${token}\r\n").repeat(600) + "\r\n"),
                Arguments.of(
                        "a redirect",
                        "HTTP/1.1 302 Found\r\nLocation: http://" + HOLDER + "/" + CARD
                                + "/${token}\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(
                        "a switch of protocols",
                        "HTTP/1.1 101 " + TEXT + "\r\nUpgrade: " + TEXT + " ${token}\r\n"
                                + "Connection: upgrade\r\n\r\n"),
                Arguments.of("a status below", "HTTP/1.1 099 " + TEXT + " ${token}\r\n\r\n"),
                Arguments.of("no JSON", OK + "Content-Length: 33\r\n\r\n" + TEXT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedResponses")
    void aMalformedResponseIsNotQuoted(String what, String response) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            String token = request.headers().get("authorization");
            output.write(response.replace("${token}", token).getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            socket.close();
        }));
        assertThat(failureAndLog("purse:capturePayment?paymentId=p-1&amount=1&merchantReference=INV-1"))
                .contains("PurseOutcomeUnknownException")
                .doesNotContain(HOLDER, CARD, CARD_BEGINNING, "scripted-token");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedResponses")
    void aMalformedResponseOfTheTokenEndpointIsNotQuoted(String what, String response) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.with((request, socket, output) -> {
            String secret = request.headers().get("authorization");
            output.write(response.replace("${token}", secret).getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            socket.close();
        }));
        assertThat(failureAndLog("purse:capturePayment?paymentId=p-1&amount=1&merchantReference=INV-1"))
                .contains("no access token")
                .doesNotContain(HOLDER, CARD, CARD_BEGINNING, "Basic ");
    }

    @Test
    void whatAProxySaysIsNotQuoted() throws Exception {
        ScriptedServer proxy = PURSE.connect(ScriptedServer.with((request, socket, output) -> {
            output.write(
                    ("HTTP/1.1 204 " + TEXT + "\r\nX: " + TEXT + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            socket.close();
        }));
        HttpComponent http = new HttpComponent();
        http.setProxyHost("127.0.0.1");
        http.setProxyPort(proxy.port());
        PURSE.context().addComponent("proxied", http);
        PURSE.configuration().setApiUrl("https://purse.invalid");
        assertThat(failureAndLog("purse:capturePayment?paymentId=p-1&amount=1&merchantReference=INV-1"
                        + "&maxRetries=0&httpComponent=proxied"))
                .contains("purse.invalid")
                .doesNotContain(HOLDER, CARD, CARD_BEGINNING);
    }

    @Test
    void whatHelpsToFindTheCauseIsStillSaid() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            output.write(
                    (OK + "Transfer-Encoding: chunked\r\n\r\n" + TEXT + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        }));
        assertThat(PURSE.fail("purse:getPayment?paymentId=p-1&maxRetries=0"))
                .hasMessageContaining(server.url())
                .hasMessageContaining("MalformedChunkCodingException: the chunks of the response are malformed");
    }

    /** The exception with all its causes, and all that Camel logs of it. */
    private static String failureAndLog(String uri) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri + (uri.contains("maxRetries") ? "" : "&maxRetries=0"));
            }
        });
        try (CapturedLog log = CapturedLog.of("org.apache");
                CapturedLog own = CapturedLog.of("io.camelpurse")) {
            Exception failure = PURSE.send("direct:in").getException();
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            List<String> lines =
                    Stream.concat(log.lines().stream(), own.lines().stream()).toList();
            assertThat(lines).anyMatch(line -> line.contains("Failed delivery"));
            return text + String.join("\n", lines);
        }
    }

    private static String cutGzip() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(TEXT.getBytes(StandardCharsets.US_ASCII));
            }
            return bytes.toString(StandardCharsets.ISO_8859_1).substring(0, 20);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
