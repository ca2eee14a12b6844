package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WholeLog;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No logger at any level, HttpClient's included, shows what a peer sends or the token that it repeats. Tests
 * {@link UnloggedHttp1Protocol} and {@link ChallengeRemovingCallback}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HttpClientLogTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String HOLDER = "ERIKA-MUSTERMANN";
    private static final String CARD = "4111111111111111";
    private static final String FOREIGN = "X-Echo: ${token}\r\nX-Card: " + CARD + " " + HOLDER + "\r\n";

    static String[] responses() {
        String ok = "HTTP/1.1 200 OK\r\n" + FOREIGN;
        String text = HOLDER + " " + CARD + " ${token}";
        return new String[] {
            ok + "Content-Length: 12\r\n\r\n{\"id\":\"p-1\"}",
            ok + "Transfer-Encoding: chunked\r\n\r\n" + text + "\r\n",
            ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nx" + text + "\r\n",
            ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + text + "\r\n\r\n",
            ok + "Content-Length: " + text + "\r\n\r\n",
            ok + "Transfer-Encoding: " + text + "\r\n\r\nx",
            ok + "Content-Encoding: " + text + "\r\nContent-Length: 1\r\n\r\nx",
            ok + text + "\r\n\r\n",
            ok + "Location: " + text + "\r\n\r\n",
            text + "\r\n\r\n",
            "HTTP/1.1 " + text + "\r\n\r\n",
            "HTTP/" + text + "\r\n\r\n",
            "HTTP/1.1 401 " + text + "\r\n" + FOREIGN + "WWW-Authenticate: " + text + "\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 407 " + text + "\r\n" + FOREIGN + "Proxy-Authenticate: " + text + "\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\n" + FOREIGN + "Location: http://" + HOLDER + "/" + CARD
                    + "\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 429 " + text + "\r\n" + FOREIGN + "Retry-After: " + text + "\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 100 " + text + "\r\n" + FOREIGN + "\r\n" + ok + "Content-Length: 12\r\n\r\n{\"id\":\"p-1\"}",
            ok + "Content-Type: application/json; charset=" + HOLDER + "_" + CARD + "\r\nContent-Length: 2\r\n\r\n{}",
            ok + "Content-Type: application/json; charset=\"" + text + "\"\r\nContent-Length: 2\r\n\r\n{}",
            ok + "Set-Cookie: a=" + text + "\r\nKeep-Alive: timeout=" + text + "\r\nContent-Length: 2\r\n\r\n{}"
        };
    }

    @ParameterizedTest
    @MethodSource("responses")
    void nothingThatAPeerSendsIsLogged(String response) throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            String token = request.headers().get("authorization");
            output.write(response.replace("${token}", token).getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            socket.close();
        }));
        try (WholeLog log = WholeLog.atAllLevels()) {
            PURSE.send("purse:getPayment?paymentId=p-1&maxRetries=0&totalTimeout=5s");
            assertThat(server.calls()).isNotEmpty();
            assertThat(log.lines().stream().filter(line -> line.logger().startsWith("org.apache.hc.client5.http.impl")))
                    .as("what HttpClient logs")
                    .isNotEmpty();
            assertThat(log.lines())
                    .noneMatch(line -> Stream.of(HOLDER, CARD, "scripted-token").anyMatch(line.text()::contains));
        }
    }
}
