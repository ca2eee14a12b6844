package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookReceiver.HEADER;
import static io.camelpurse.fixture.WebhookReceiver.PATH;
import static io.camelpurse.fixture.WebhookReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookLog;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WebhookReceiver;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who means harm, or does not know better, may send. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookAttackTest {

    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = WebhookReceiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"text\"",
                "[]",
                "{",
                "{}{}",
                "{\"id\": 1, \"amounts\": {}, \"authorization\": {}}",
                "{\"id\": null, \"amounts\": {}, \"authorization\": {}}",
                "{\"id\": \"a\", \"id\": \"b\", \"amounts\": {}, \"authorization\": {}}",
                "{\"id\": \"a\\u0000\", \"amounts\": {}, \"authorization\": {}}",
                "{\"id\": \"a\0\", \"amounts\": {}, \"authorization\": {}}",
                "{\"id\": \"\", \"amounts\": {}, \"authorization\": {}}",
                "{\"id\": \"a\", \"amounts\": [], \"authorization\": {}}",
                "\0\0\0\0",
                "{\"id\": NaN, \"amounts\": {}, \"authorization\": {}}"
            })
    void whatIsNoResourceRunsNoRoute(String body) throws Exception {
        MockEndpoint heard = receiver.hear("purse:webhook");
        assertThat(receiver.post(body)).isBetween(400, 499);
        assertThat(heard.getReceivedExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void depthCostsNothing(String opening) throws Exception {
        receiver.hear("purse:webhook");
        try (WebhookLog log = WebhookLog.at(Level.INFO)) {
            assertThat(receiver.post(opening.repeat(1_000_000 / opening.length())))
                    .isEqualTo(400);
            assertThat(receiver.post("{\"id\":\"a\",\"amounts\":{},\"authorization\":{},\"x\":" + opening.repeat(2000)))
                    .isEqualTo(400);
            assertThat(log.events()).noneMatch(event -> event.getThrown() != null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "map", "node", "model"})
    void absurdNumbersCostNothing(String outputType) throws Exception {
        receiver.hear("purse:webhook?webhookDeduplicate=false&webhookDropStale=false&outputType=" + outputType);
        long start = System.nanoTime();
        for (String number : List.of(
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1" + "0".repeat(900),
                "1" + "0".repeat(5000),
                "0." + "1".repeat(900),
                "9223372036854775808")) {
            for (String field : List.of("version", "amount", "currency", "id")) {
                String body = WebhookPayloads.payment()
                        .replaceFirst("\"" + field + "\": [^,]+", "\"" + field + "\": " + number);
                assertThat(receiver.post(body)).as(field + " " + number).isLessThan(500);
            }
            assertThat(receiver.post(WebhookPayloads.payment().replace("4000", number)))
                    .as(number)
                    .isLessThan(500);
        }
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
    void otherEncodingsOfJsonAreReadOrRefused(String charset) throws Exception {
        receiver.hear("purse:webhook");
        assertThat(receiver.post(WebhookPayloads.payment().getBytes(Charset.forName(charset))))
                .isIn(200, 400);
    }

    @Test
    void aByteOrderMarkDoesNotHarm() throws Exception {
        receiver.hear("purse:webhook");
        assertThat(receiver.post("\ufeff" + WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void manyOperationsWithoutATimeAreFast() throws Exception {
        receiver.hear("purse:webhook");
        String many =
                WebhookPayloads.payment().replace("\"voids\": []", "\"voids\": [{}" + ",{}".repeat(300_000) + "]");
        long start = System.nanoTime();
        assertThat(receiver.post(many)).isEqualTo(200);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../payments/other",
                "a/../../oauth",
                "a?x=1",
                "a#b",
                "%2e%2e%2f",
                "a b",
                "a\\r\\nHost: evil",
                "http://evil.example",
                "..",
                "\\u002e\\u002e/x"
            })
    void anIdThatIsNoneIsRefusedBeforeItBecomesAPath(String id) throws Exception {
        try (ScriptedServer purse =
                ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(output, 200, "{}"))) {
            receiver.with(configuration -> {
                configuration.setApiUrl(purse.url());
                configuration.setClientId("client");
                configuration.setClientSecret("client-secret");
            });
            receiver.hear("purse:webhook?webhookVerification=fetch");
            String body = WebhookPayloads.payment().replaceFirst(WebhookPayloads.PAYMENT, id.replace("\\", "\\\\"));
            assertThat(receiver.post(body)).isEqualTo(422);
            assertThat(purse.requests()).isEmpty();
        }
    }

    @Test
    void nobodyWritesIntoTheLog() throws Exception {
        receiver.route("purse:webhook", exchange -> {
            throw new IllegalStateException("the route");
        });
        try (WebhookLog log = WebhookLog.at(Level.INFO)) {
            for (String forged :
                    List.of("x\\nERROR forged", "x\\u001b[31mforged", "${jndi:ldap://forged}", "x\\r\\nforged")) {
                receiver.post(WebhookPayloads.payment()
                        .replaceFirst(
                                WebhookPayloads.PAYMENT,
                                forged.replace("\\", "\\\\").replace("$", "\\$")));
                receiver.raw(
                        "POST " + PATH + "?forged HTTP/1.1\r\nX-forged: forged\r\nContent-Type: forged", new byte[0]);
            }
            assertThat(log.lines()).noneMatch(line -> line.contains("forged"));
        }
    }

    @Test
    void aRefusalIsOneLineWithoutAStackTrace() throws Exception {
        receiver.hear("purse:webhook");
        try (WebhookLog log = WebhookLog.at(Level.INFO)) {
            receiver.raw(
                    "POST " + PATH + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2",
                    "{}".getBytes());
            assertThat(log.lines()).singleElement().asString().endsWith("Rejected a webhook request: TOKEN");
        }
    }

    @Test
    void theSecretOfAnotherAccountIsRefused() throws Exception {
        PurseComponent other = new PurseComponent();
        other.getConfiguration().setWebhookVerifyToken("the-other-accounts");
        receiver.context().addComponent("other", other);
        receiver.hear("purse:webhook");
        receiver.route("other:webhook?webhookPath=/other/webhook", exchange -> {});
        assertThat(call("/other/webhook", SECRET)).isEqualTo(401);
        assertThat(call(PATH, "the-other-accounts")).isEqualTo(401);
        assertThat(call("/other/webhook", "the-other-accounts")).isEqualTo(200);
        assertThat(call(PATH, SECRET)).isEqualTo(200);
    }

    @Test
    void callersThatTrickleCostOthersNothing() throws Exception {
        MockEndpoint heard = receiver.hear("purse:webhook");
        List<Socket> trickling = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = receiver.connect();
                trickling.add(socket);
                String head = "POST " + PATH + " HTTP/1.1\r\nHost: x\r\n";
                String rest = i % 2 == 0
                        ? "Content-Ty"
                        : "Content-Type: application/json\r\n" + HEADER + ": " + SECRET
                                + "\r\nContent-Length: 900000\r\n\r\n{";
                socket.getOutputStream().write((head + rest).getBytes());
            }
            for (int i = 0; i < 20; i++) {
                for (Socket socket : trickling) {
                    socket.getOutputStream().write('p');
                }
                long start = System.nanoTime();
                assertThat(receiver.post(WebhookPayloads.payment("payment-" + i, 1)))
                        .isEqualTo(200);
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
            }
            assertThat(heard.getReceivedExchanges()).hasSize(20);
        } finally {
            for (Socket socket : trickling) {
                socket.close();
            }
        }
    }

    @Test
    void moreThanAreDealtWithAtOnceArePutOff() throws Exception {
        CountDownLatch running = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        receiver.route("purse:webhook?webhookMaxConcurrency=4", exchange -> {
            running.countDown();
            goOn.await();
        });
        List<CompletableFuture<Integer>> inside = IntStream.range(0, 4)
                .mapToObj(i -> receiver.sendAsync(
                        WebhookPayloads.payment("payment-" + i, 1).getBytes(StandardCharsets.UTF_8)))
                .toList();
        running.await();
        for (int i = 0; i < 100; i++) {
            var refused = receiver.send(receiver.request()
                    .header(HEADER, SECRET)
                    .POST(HttpRequest.BodyPublishers.ofString(WebhookPayloads.payment("refused-" + i, 1))));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertThat(call(PATH, "wrong"))
                .as("who does not belong is told so nevertheless")
                .isEqualTo(401);
        goOn.countDown();
        assertThat(inside).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
        assertThat(receiver.post(WebhookPayloads.payment("refused-0", 1))).isEqualTo(200);
    }

    @Test
    void acknowledgedWebhooksAreBoundedToo() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        receiver.route(
                "purse:webhook?webhookMaxConcurrency=4&webhookAcknowledgement=received", exchange -> goOn.await());
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(receiver.post(WebhookPayloads.payment("payment-" + i, 1)));
        }
        goOn.countDown();
        assertThat(answers).containsExactly(200, 200, 200, 200, 503, 503, 503, 503, 503, 503);
    }

    private int call(String path, String secret) throws Exception {
        return receiver.send(receiver.request(path)
                        .header(HEADER, secret)
                        .POST(HttpRequest.BodyPublishers.ofString(WebhookPayloads.payment())))
                .statusCode();
    }
}
