package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.OutputType;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WholeLog;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten thousand calls that are almost right: with the same seed, the same ones. Tests {@link RequestValidation},
 * {@link PayloadReader}, {@link Notification} and {@link io.camelpurse.message.Validated}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookFuzzTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    private static final long SEED = 20_200_825L;
    private static final List<String> TOKENS = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e400",
            "\"\"",
            "true",
            "\"\\u0000\"",
            "\"9\"",
            "[[[[",
            "}",
            ":",
            ",",
            "\\",
            "\"\\ud800\"",
            "123456789012345678901234567890",
            "\"2026-99-99\"",
            "{\"a\":{\"a\":{}}}");

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource
    void mutatedBodiesCauseNoFailureOfOurs(OutputType outputType) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        try (WholeLog log = WholeLog.at(Level.WARN);
                Caller caller = new Caller()) {
            PURSE.route("purse:webhook?outputType=" + outputType, exchange -> {});
            int accepted = 0;
            for (int i = 0; i < 2500; i++) {
                byte[] body = mutated(source(i).getBytes(StandardCharsets.UTF_8));
                int status = caller.post("Content-Type: application/json\r\n" + HEADER + ": " + TOKEN + "\r\n", body);
                assertThat(status)
                        .as("%d: %s", i, new String(body, StandardCharsets.UTF_8))
                        .isIn(200, 400, 422);
                accepted += status == 200 ? 1 : 0;
            }
            assertThat(accepted).as("some are still webhooks").isBetween(100, 2400);
            assertThat(log.lines()).noneMatch(WholeLog.Line::hasStackTrace);
            assertThat(PURSE.endpoint("purse:webhook?outputType=" + outputType).getWebhookRouteFailures())
                    .isZero();
        }
    }

    @Test
    void mutatedHeadersAreRejected() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        try (WholeLog log = WholeLog.at(Level.WARN);
                Caller caller = new Caller()) {
            MockEndpoint received = PURSE.receive("purse:webhook");
            byte[] body = WebhookPayloads.payment().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 2500; i++) {
                byte[] token = mutated(TOKEN.getBytes(StandardCharsets.UTF_8));
                String value = new String(token, StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x1f\\x7f]", "");
                if (value.strip().equals(TOKEN)) {
                    continue;
                }
                int status = caller.post("Content-Type: application/json\r\n" + HEADER + ": " + value + "\r\n", body);
                assertThat(status).as(value).isEqualTo(401);
            }
            assertThat(received.getReceivedExchanges()).isEmpty();
            assertThat(log.lines()).noneMatch(WholeLog.Line::hasStackTrace);
        }
    }

    private static String source(int i) {
        return switch (i % 3) {
            case 0 -> WebhookPayloads.payment("payment-" + i, i);
            case 1 -> WebhookPayloads.session("session-" + i, "OPEN");
            default -> WebhookPayloads.link("link-" + i, i);
        };
    }

    private byte[] mutated(byte[] original) {
        byte[] bytes = original.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = replaced(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), new byte[0]);
                case 3 -> bytes = replaced(bytes, at, at, Arrays.copyOfRange(bytes, at / 2, at));
                case 4 -> bytes = replaced(bytes, at, at, token());
                default -> bytes = valueReplaced(bytes, at);
            }
            if (bytes.length == 0) {
                return new byte[] {'x'};
            }
        }
        return bytes;
    }

    /** Keeps the JSON mostly whole, so that what is behind the parser is met too. */
    private byte[] valueReplaced(byte[] bytes, int at) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':', at);
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        return end < 0 ? bytes : replaced(bytes, colon + 1, end, token());
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(bytes, 0, from);
        result.writeBytes(by);
        result.write(bytes, to, bytes.length - to);
        return result.toByteArray();
    }

    /** One connection for all calls, since ten thousand would take longer than the calls. */
    private static final class Caller implements AutoCloseable {

        private Socket socket;
        private InputStream input;

        Caller() throws IOException {
            connect();
        }

        int post(String headers, byte[] body) throws IOException {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: " + body.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            request.writeTo(socket.getOutputStream());
            String statusLine = line();
            boolean chunked = false;
            boolean closing = false;
            int length = 0;
            String header;
            while (!(header = line().toLowerCase()).isEmpty()) {
                chunked |= header.startsWith("transfer-encoding");
                closing |= header.equals("connection: close");
                length = header.startsWith("content-length:")
                        ? Integer.parseInt(header.substring(15).strip())
                        : length;
            }
            input.readNBytes(length);
            while (chunked && !line().equals("0")) {
                line();
            }
            if (chunked) {
                line();
            }
            if (closing) {
                connect();
            }
            return Integer.parseInt(statusLine.split(" ")[1]);
        }

        private void connect() throws IOException {
            if (socket != null) {
                socket.close();
            }
            socket = PURSE.webhooks().connect();
            input = new BufferedInputStream(socket.getInputStream());
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int next;
            while ((next = input.read()) != '\n') {
                if (next < 0) {
                    throw new IOException("the server closed");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
