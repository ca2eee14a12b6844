package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WholeLog;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody who means harm, or does not know better, may send. Tests {@link RequestValidation} and
 * {@link PayloadReader}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookAttackTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

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
        MockEndpoint received = PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(body)).isBetween(400, 499);
        assertThat(received.getReceivedExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void depthCostsNothing(String opening) throws Exception {
        PURSE.receive("purse:webhook");
        try (WholeLog log = WholeLog.at(Level.INFO)) {
            assertThat(PURSE.webhooks().post(opening.repeat(1_000_000 / opening.length())))
                    .isEqualTo(400);
            assertThat(PURSE.webhooks()
                            .post("{\"id\":\"a\",\"amounts\":{},\"authorization\":{},\"x\":" + opening.repeat(2000)))
                    .isEqualTo(400);
            assertThat(log.lines()).hasSize(2).noneMatch(WholeLog.Line::hasStackTrace);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "map", "node", "model"})
    void absurdNumbersCostNothing(String outputType) throws Exception {
        PURSE.receive("purse:webhook?webhookDeduplicate=false&webhookDropStale=false&outputType=" + outputType);
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
                assertThat(PURSE.webhooks().post(body)).as(field + " " + number).isLessThan(500);
            }
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment().replace("4000", number)))
                    .as(number)
                    .isLessThan(500);
        }
    }

    @Test
    void aByteOrderMarkDoesNotHarm() throws Exception {
        PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post("\ufeff" + WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void manyOperationsWithoutATimeAreFast() throws Exception {
        PURSE.receive("purse:webhook");
        String many =
                WebhookPayloads.payment().replace("\"voids\": []", "\"voids\": [{}" + ",{}".repeat(300_000) + "]");
        assertThat(PURSE.webhooks().post(many)).isEqualTo(200);
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
    void anIdThatIsNoneIsRejectedBeforeItBecomesAPath(String id) throws Exception {
        ScriptedServer server = PURSE.connect(
                ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(output, 200, "{}")));
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.receive("purse:webhook?webhookVerification=fetch");
        String body = WebhookPayloads.payment().replaceFirst(WebhookPayloads.PAYMENT, id.replace("\\", "\\\\"));
        assertThat(PURSE.webhooks().post(body)).isEqualTo(422);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nobodyWritesIntoTheLog() throws Exception {
        PURSE.route("purse:webhook", exchange -> {
            throw new IllegalStateException("the route");
        });
        try (WholeLog log = WholeLog.at(Level.INFO)) {
            for (String forged :
                    List.of("x\\nERROR forged", "x\\u001b[31mforged", "${jndi:ldap://forged}", "x\\r\\nforged")) {
                PURSE.webhooks()
                        .post(WebhookPayloads.payment()
                                .replaceFirst(
                                        WebhookPayloads.PAYMENT,
                                        forged.replace("\\", "\\\\").replace("$", "\\$")));
                PURSE.webhooks()
                        .raw(
                                "POST " + PATH + "?forged HTTP/1.1\r\nX-forged: forged\r\nContent-Type: forged",
                                new byte[0]);
            }
            assertThat(log.texts()).isNotEmpty().noneMatch(line -> line.contains("forged"));
        }
    }

    @Test
    void aRejectionIsOneLineWithoutAStackTrace() throws Exception {
        PURSE.receive("purse:webhook");
        try (WholeLog log = WholeLog.at(Level.INFO)) {
            PURSE.webhooks()
                    .raw(
                            "POST " + PATH + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2",
                            "{}".getBytes());
            assertThat(log.texts())
                    .singleElement()
                    .asString()
                    .contains("Rejected a webhook request: TOKEN: check webhookVerifyToken, and what the webhook was"
                            + " created with (exchange ");
        }
    }

    @Test
    void theTokenOfAnotherAccountIsRejected() throws Exception {
        PurseComponent other = new PurseComponent();
        other.getConfiguration().setWebhookVerifyToken("the-other-accounts");
        PURSE.context().addComponent("other", other);
        PURSE.receive("purse:webhook");
        PURSE.route("other:webhook?webhookPath=/other/webhook", exchange -> {});
        assertThat(call("/other/webhook", TOKEN)).isEqualTo(401);
        assertThat(call(PATH, "the-other-accounts")).isEqualTo(401);
        assertThat(call("/other/webhook", "the-other-accounts")).isEqualTo(200);
        assertThat(call(PATH, TOKEN)).isEqualTo(200);
    }

    @Test
    void callersThatTrickleCostOthersNothing() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook");
        List<Socket> trickling = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = PURSE.webhooks().connect();
                trickling.add(socket);
                String head = "POST " + PATH + " HTTP/1.1\r\nHost: x\r\n";
                String rest = i % 2 == 0
                        ? "Content-Ty"
                        : "Content-Type: application/json\r\n" + HEADER + ": " + TOKEN
                                + "\r\nContent-Length: 900000\r\n\r\n{";
                socket.getOutputStream().write((head + rest).getBytes());
            }
            for (int i = 0; i < 20; i++) {
                for (Socket socket : trickling) {
                    socket.getOutputStream().write('p');
                }
                assertThat(PURSE.webhooks().post(WebhookPayloads.payment("payment-" + i, 1)))
                        .isEqualTo(200);
            }
            assertThat(received.getReceivedExchanges()).hasSize(20);
        } finally {
            for (Socket socket : trickling) {
                socket.close();
            }
        }
    }

    @Test
    void notificationsBeyondTheMaximumConcurrencyAreRejectedForRedelivery() throws Exception {
        CountDownLatch running = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        PURSE.route("purse:webhook?webhookMaxConcurrency=4", exchange -> {
            running.countDown();
            goOn.await();
        });
        List<CompletableFuture<Integer>> inside = IntStream.range(0, 4)
                .mapToObj(i -> PURSE.webhooks()
                        .sendAsync(WebhookPayloads.payment("payment-" + i, 1).getBytes(StandardCharsets.UTF_8)))
                .toList();
        running.await();
        for (int i = 0; i < 100; i++) {
            var rejected = PURSE.webhooks()
                    .send(PURSE.webhooks()
                            .request()
                            .header(HEADER, TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(WebhookPayloads.payment("rejected-" + i, 1))));
            assertThat(rejected.statusCode()).isEqualTo(503);
            assertThat(rejected.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertThat(call(PATH, "wrong"))
                .as("an unauthorized sender is rejected as such nevertheless")
                .isEqualTo(401);
        goOn.countDown();
        assertThat(inside).allSatisfy(response -> assertThat(response.get()).isEqualTo(200));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("rejected-0", 1)))
                .isEqualTo(200);
    }

    @Test
    void acknowledgedWebhooksAreBoundedToo() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        PURSE.route("purse:webhook?webhookMaxConcurrency=4&webhookAcknowledgement=received", exchange -> goOn.await());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            statuses.add(PURSE.webhooks().post(WebhookPayloads.payment("payment-" + i, 1)));
        }
        goOn.countDown();
        assertThat(statuses).containsExactly(200, 200, 200, 200, 503, 503, 503, 503, 503, 503);
    }

    private int call(String path, String token) throws Exception {
        return PURSE.webhooks()
                .send(PURSE.webhooks()
                        .request(path)
                        .header(HEADER, token)
                        .POST(HttpRequest.BodyPublishers.ofString(WebhookPayloads.payment())))
                .statusCode();
    }
}
