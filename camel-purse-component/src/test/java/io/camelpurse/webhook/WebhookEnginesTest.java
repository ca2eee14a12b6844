package io.camelpurse.webhook;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.client.TimeSource;
import io.camelpurse.fixture.DrippingSenders;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.sandbox.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same checks and responses on every HTTP engine. Tests {@link HttpEngine}, {@link WebhookBodies},
 * {@link ServletBody}, {@link RemoteAddress} and {@link RequestHeader}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookEnginesTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final byte[] NOTHING = new byte[0];

    @ParameterizedTest
    @EnumSource
    void aNotificationReachesTheRoute(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        MockEndpoint notifications = PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(notifications.getReceivedExchanges()).hasSize(1);
        assertThat(notifications.getReceivedExchanges().get(0).getMessage().getHeaders())
                .containsEntry(PurseConstants.PAYMENT_ID, WebhookPayloads.PAYMENT)
                .allSatisfy((name, value) -> assertThat(name).startsWith("CamelPurse"));
    }

    @ParameterizedTest
    @EnumSource
    void anotherMethodIsRejected(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook");
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "TRACE")) {
            assertThat(PURSE.webhooks()
                            .raw(method + " " + PATH + " HTTP/1.1\r\n" + HEADER + ": " + TOKEN, NOTHING)
                            .status())
                    .as(method)
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherContentTypeIsRejected(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        MockEndpoint received = PURSE.receive("purse:webhook");
        for (String type : List.of("text/plain", "application/jsonx", "garbage")) {
            assertThat(PURSE.webhooks()
                            .raw(head("Content-Type: " + type, 2), "{}".getBytes())
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(PURSE.webhooks()
                        .raw(head("Content-Type: application/x-www-form-urlencoded", 2), "{}".getBytes())
                        .status())
                .as("a malformed form")
                .isEqualTo(415);
        assertThat(PURSE.webhooks()
                        .raw(head("Content-Type: multipart/form-data; boundary=x", 2), "{}".getBytes())
                        .status())
                .as("a malformed multipart body")
                .isEqualTo(engine == WebhookEngine.JETTY ? 500 : 415);
        assertThat(PURSE.webhooks()
                        .raw(
                                "POST " + PATH + " HTTP/1.1\r\n" + HEADER + ": " + TOKEN + "\r\nContent-Length: 2",
                                "{}".getBytes())
                        .status())
                .isEqualTo(415);
        assertThat(received.getReceivedExchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aJsonTypeWithACharsetOrASuffixIsAccepted(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook");
        byte[] body = WebhookPayloads.payment().getBytes();
        for (String type :
                List.of("application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.purse+json")) {
            assertThat(PURSE.webhooks()
                            .raw(head("Content-Type: " + type, body.length), body)
                            .status())
                    .as(type)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOverTheLimitIsRejectedAnnouncedOrNot(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookMaxBodySize=1000");
        byte[] body = ("{\"x\":\"" + "y".repeat(1000) + "\"}").getBytes();
        assertThat(PURSE.webhooks().post(body)).isEqualTo(413);
        String chunk = Integer.toHexString(body.length) + "\r\n" + new String(body) + "\r\n0\r\n\r\n";
        assertThat(PURSE.webhooks()
                        .raw(
                                "POST " + PATH + " HTTP/1.1\r\nContent-Type: application/json\r\n" + HEADER + ": "
                                        + TOKEN + "\r\nTransfer-Encoding: chunked",
                                chunk.getBytes())
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongAMissingAndARepeatedTokenAreRejected(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        MockEndpoint notifications = PURSE.receive("purse:webhook");
        byte[] body = WebhookPayloads.payment().getBytes();
        for (String tokens : List.of(
                "",
                HEADER + ": wrong",
                HEADER + ":",
                HEADER + ": " + TOKEN + "x",
                HEADER + ": " + TOKEN + "," + TOKEN,
                HEADER + ": " + TOKEN + "\r\n" + HEADER + ": " + TOKEN,
                HEADER + ": wrong\r\n" + HEADER + ": " + TOKEN,
                HEADER + ": " + TOKEN + "\r\n" + HEADER.toUpperCase() + ": wrong")) {
            String lines = tokens.isEmpty() ? "" : "\r\n" + tokens;
            assertThat(PURSE.webhooks()
                            .raw(
                                    "POST " + PATH
                                            + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                                            + body.length + lines,
                                    body)
                            .status())
                    .as(tokens)
                    .isEqualTo(401);
        }
        assertThat(notifications.getReceivedExchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anOversizedTokenIsRejected(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks()
                        .raw(
                                "POST " + PATH
                                        + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                                        + HEADER + ": " + "x".repeat(100_000),
                                "{}".getBytes())
                        .status())
                .isEqualTo(431);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void theCallersAddressCounts(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookAllowedAddresses=127.0.0.1");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aCallersHeadersSayNothingOfItsAddress(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookAllowedAddresses=34.22.174.22");
        String forged = "Content-Type: application/json\r\nCamelVertxPlatformHttpRemoteAddress: 34.22.174.22:1"
                + "\r\nCamelHttpServletRequest: 34.22.174.22\r\nX-Forwarded-For: 34.22.174.22";
        byte[] body = WebhookPayloads.payment().getBytes();
        assertThat(PURSE.webhooks().raw(head(forged, body.length), body).status())
                .isEqualTo(403);
        assertThat(PURSE.webhooks()
                        .send(PURSE.webhooks()
                                .request(PATH
                                        + "?CamelVertxPlatformHttpRemoteAddress=34.22.174.22:1"
                                        + "&CamelHttpServletRequest=x")
                                .header(HEADER, TOKEN)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void theLastAddressInTheProxysHeaderCounts(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookAllowedAddresses=34.22.174.22&webhookAddressHeader=X-Forwarded-For");
        byte[] body = WebhookPayloads.payment().getBytes();
        String type = "Content-Type: application/json\r\n";
        assertThat(PURSE.webhooks()
                        .raw(head(type + "X-Forwarded-For: 34.22.174.22, 10.1.1.1", body.length), body)
                        .status())
                .isEqualTo(403);
        assertThat(PURSE.webhooks()
                        .raw(
                                head(type + "X-Forwarded-For: 10.1.1.1\r\nX-Forwarded-For: 34.22.174.22", body.length),
                                body)
                        .status())
                .as("which of two headers the proxy wrote is unknown")
                .isEqualTo(403);
        assertThat(PURSE.webhooks()
                        .send(PURSE.webhooks()
                                .request(PATH + "?X-Forwarded-For=34.22.174.22")
                                .header(HEADER, TOKEN)
                                .header("X-Forwarded-For", "10.1.1.1")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(PURSE.webhooks()
                        .raw(head(type + "X-Forwarded-For: 10.1.1.1, 34.22.174.22", body.length), body)
                        .status())
                .isEqualTo(200);
        assertThat(PURSE.webhooks()
                        .raw(head(type + "X-Forwarded-For: 10.1.1.1:1, 34.22.174.22:51008", body.length), body)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void anAddressInBracketsCountsWithAndWithoutAPort(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookAllowedAddresses=2001:db8::/32&webhookAddressHeader=X-Forwarded-For");
        byte[] body = WebhookPayloads.payment().getBytes();
        String type = "Content-Type: application/json\r\nX-Forwarded-For: ";
        for (String address : List.of("[2001:db8::1]", "[2001:db8::1]:51008", "2001:db8::1", "\"[2001:db8::1]\"")) {
            assertThat(PURSE.webhooks()
                            .raw(head(type + address, body.length), body)
                            .status())
                    .as(address)
                    .isEqualTo(200);
        }
        for (String address : List.of(
                "[2001:db9::1]",
                "[]",
                "[2001:db8::1, 2001:db8::1]",
                "[2001:db8::1]\r\nX-Forwarded-For: [2001:db8::1]")) {
            assertThat(PURSE.webhooks()
                            .raw(head(type + address, body.length), body)
                            .status())
                    .as(address)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARequestIsAcceptedByIsNotTakenFromTheQuery(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        MockEndpoint notifications =
                PURSE.receive("purse:webhook?webhookAllowedAddresses=34.22.174.22&webhookAddressHeader=X-Forwarded-For"
                        + "&webhookDeduplicate=false");
        String type = "Content-Type: application/json";
        String address = "X-Forwarded-For: 34.22.174.22";
        String token = HEADER + ": " + TOKEN;
        assertThat(status("of=purse", type, address, token)).isEqualTo(200);
        notifications.reset();
        for (String query : List.of(
                "X-Forwarded-For=34.22.174.22",
                "x-forwarded-for=34.22.174.22",
                "a=b&X%2DForwarded%2dFor=34.22.174.22",
                "a=b;X-Forwarded-For=34.22.174.22",
                "X-Forwarded-For=%5B34.22.174.22%5D",
                "CamelHttpQuery=&CamelHttpRawQuery=&X-Forwarded-For=34.22.174.22",
                "camelhttpquery=a&camelhttprawquery=a&X-Forwarded-For=34.22.174.22")) {
            assertThat(status(query, type, token)).as(query).isEqualTo(403);
            assertThat(status(query, type, address, token))
                    .as("beside the header: " + query)
                    .isEqualTo(403);
        }
        for (String query : List.of(
                HEADER + "=" + TOKEN,
                HEADER.toUpperCase() + "=" + TOKEN,
                "a&x%2Dcamel-purse-token=" + TOKEN,
                "a=b;" + HEADER + "=" + TOKEN)) {
            assertThat(status(query, type, address)).as(query).isEqualTo(401);
            assertThat(status(query, type, address, token))
                    .as("beside the header: " + query)
                    .isEqualTo(401);
        }
        for (String query : List.of("Content-Type=application/json", "content-type=application%2Fjson")) {
            assertThat(status(query, address, token)).as(query).isEqualTo(415);
            assertThat(status(query, "Content-Type: text/plain", address, token))
                    .as("beside the header: " + query)
                    .isEqualTo(415);
        }
        assertThat(notifications.getReceivedExchanges()).isEmpty();
    }

    private static int status(String query, String... headers) throws IOException {
        byte[] body = WebhookPayloads.payment().getBytes();
        return PURSE.webhooks()
                .raw(
                        "POST " + PATH + "?" + query + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                                + "\r\nContent-Length: " + body.length,
                        body)
                .status();
    }

    @ParameterizedTest
    @EnumSource
    void anAnnouncedSizeThatIsNoNumberCostsNothing(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks()
                        .send(PURSE.webhooks()
                                .request(PATH + "?Content-Length=abc&Content-Type=a")
                                .header(HEADER, TOKEN)
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        for (String length : List.of("abc", "-1", "99999999999999999999")) {
            assertThat(PURSE.webhooks()
                            .raw(
                                    "POST " + PATH + " HTTP/1.1\r\nContent-Type: application/json\r\n" + HEADER + ": "
                                            + TOKEN + "\r\nContent-Length: " + length,
                                    "{}".getBytes())
                            .status())
                    .as(length)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredMegabytesAreRejectedInBoundedMemory(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        MockEndpoint received = PURSE.receive("purse:webhook");
        try (var socket = PURSE.webhooks().connect()) {
            CompletableFuture<String> response = statusLine(socket);
            var output = socket.getOutputStream();
            output.write(("POST " + PATH
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + HEADER + ": " + TOKEN + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes());
            byte[] chunk = ("100000\r\n" + "[".repeat(1 << 20) + "\r\n").getBytes();
            long before = usedMemory();
            try {
                for (int megabytes = 0; megabytes < 100; megabytes++) {
                    output.write(chunk);
                }
                assertThat(usedMemory() - before).as("kept").isLessThan(30 << 20);
                output.write("0\r\n\r\n".getBytes());
            } catch (IOException closed) {
                assertThat(usedMemory() - before)
                        .as("kept until the server closed")
                        .isLessThan(30 << 20);
            }
            assertThat(response.get(PATIENCE, TimeUnit.SECONDS)).startsWith("HTTP/1.1 413");
        }
        assertThat(received.getReceivedExchanges()).isEmpty();
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void sendersWhoseBodiesDripTakeNoPlaceAndHoldUpNoStop(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        try (DrippingSenders drippers = new DrippingSenders(PURSE.webhooks())) {
            PURSE.receive("purse:webhook?webhookMaxConcurrency=2&webhookRequireToken=false");
            drippers.add(12, "");
            for (int i = 0; i < 40; i++) {
                assertThat(PURSE.webhooks().post(WebhookPayloads.payment("payment-" + i, 1)))
                        .isEqualTo(200);
            }
            assertThat(drippers.open()).isEqualTo(12);
            PURSE.context().getRouteController().stopRoute("received");
            assertThat(PURSE.context().getShutdownStrategy().isTimeoutOccurred())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "SERVLET"})
    void aBodyThatDripsForTooLongIsRejectedAndItsConnectionClosed(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        try (DrippingSenders drippers = new DrippingSenders(PURSE.webhooks())) {
            WebhookCounters counters = new WebhookCounters();
            receiveBodiesWithin(Duration.ofSeconds(1), counters);
            drippers.add(3, HEADER + ": " + TOKEN + "\r\n");
            if (engine == WebhookEngine.JETTY) {
                // No thread waits for a body there, so that one of which nothing arrives ends in the same way.
                drippers.addSilent(HEADER + ": " + TOKEN + "\r\n");
            }
            long senders = drippers.open();
            for (WebhookClient.Response response : drippers.responses()) {
                assertThat(response.status()).isEqualTo(503);
                assertThat(response.text()).containsIgnoringCase("Retry-After");
            }
            assertThat(counters.rejectedCounts()).isEqualTo(Map.of("BODY_TIMEOUT", senders));
            await().untilAsserted(() -> assertThat(drippers.dripping()).isZero());
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        }
    }

    /** A consumer without a route, whose limit is shorter than that of an endpoint. */
    private static void receiveBodiesWithin(Duration longestArrival, WebhookCounters counters) throws Exception {
        WebhookHandlerFactory handlers = new WebhookHandlerFactory(
                PURSE.configuration(), counters, () -> null, TimeSource.system(), longestArrival);
        PURSE.context()
                .addService(new PurseConsumer(
                        PURSE.endpoint("purse:webhook"),
                        exchange -> {},
                        PURSE.configuration(),
                        consumer -> handlers.create(consumer, List.of()),
                        consumer -> null,
                        consumer -> Optional.empty()));
    }

    @Test
    void camelMainConfiguresItByProperties() throws Exception {
        int port = FreePort.find();
        Main main = new Main();
        main.addInitialProperty("camel.main.jmxEnabled", "false");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", Integer.toString(port));
        main.addInitialProperty("camel.server.maxBodySize", "2000");
        main.addInitialProperty("camel.component.purse.webhook-verify-token", TOKEN);
        main.addInitialProperty("camel.component.purse.webhook-path", "/hooks/purse");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").to("mock:received");
            }
        });
        main.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/hooks/purse");
            assertThat(post(uri, WebhookPayloads.payment())).isEqualTo(200);
            assertThat(post(uri, "[" + " ".repeat(3000) + "]"))
                    .as("the server's own limit comes first")
                    .isEqualTo(413);
        } finally {
            main.stop();
        }
    }

    /** The first line, read while the request is being sent: a server that closes in the middle resets the rest. */
    private static CompletableFuture<String> statusLine(Socket socket) throws IOException {
        BufferedReader response =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        return CompletableFuture.supplyAsync(() -> {
            try {
                return response.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static int post(URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header(HEADER, TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String head(String lines, int length) {
        return "POST " + PATH + " HTTP/1.1\r\n" + lines + "\r\n" + HEADER + ": " + TOKEN + "\r\nContent-Length: "
                + length;
    }
}
