package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.ScriptedServer.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What leaves is ours: nothing that a route carries, and nothing that an HTTP client adds of its own accord. Tests
 * {@link HttpTransport}.
 */
class OurHeadersOnlyTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String PAYMENT = "{\"id\":\"p-1\"}";

    @Test
    void aCaptureCarriesOurHeadersAndNoOthers() throws Exception {
        Request request = sent(
                "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1&apiKey=key-1",
                "{\"id\":\"p-1\",\"captures\":[{\"id\":\"c-1\",\"amount\":100,\"status\":\"SUCCESS\","
                        + "\"merchant_reference\":\"INV-1\"}]}");
        assertThat(request.headers())
                .containsOnlyKeys(
                        "accept",
                        "user-agent",
                        "authorization",
                        "x-api-key",
                        "x-idempotency-key",
                        "content-type",
                        "content-length",
                        "host",
                        "connection")
                .containsEntry("authorization", "Bearer scripted-token")
                .containsEntry("x-api-key", "key-1")
                .containsEntry("content-type", "application/json")
                .containsEntry("connection", "keep-alive")
                .containsEntry("accept", "application/json, application/problem+json");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/payments/p-1/captures");
        assertThat(request.body()).isEqualTo("{\"merchant_reference\":\"INV-1\",\"amount\":100}");
    }

    @Test
    void aReadCarriesNoKeyNoTypeAndNoLength() throws Exception {
        Request request = sent("purse:getPayment?paymentId=p-1", PAYMENT);
        assertThat(request.headers()).containsOnlyKeys("accept", "user-agent", "authorization", "host", "connection");
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v2/payments/p-1");
    }

    @Test
    void maxAgeBecomesCacheControl() throws Exception {
        assertThat(sent("purse:getPayment?paymentId=p-1&maxAge=90s", PAYMENT).headers())
                .containsEntry("cache-control", "max-age=90")
                .doesNotContainKey("pragma");
    }

    @Test
    void theUserAgentNamesTheComponentAndItsVersion() throws Exception {
        assertThat(sent("purse:getPayment?paymentId=p-1", PAYMENT).headers().get("user-agent"))
                .matches("camel-purse/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void theHostIsTheServersEvenIfTheRouteNamesAnother() throws Exception {
        ScriptedServer server = PURSE.connect(responding(PAYMENT));
        PURSE.succeed("purse:getPayment?paymentId=p-1", null, foreign());
        assertThat(server.calls().get(0).headers()).containsEntry("host", "127.0.0.1:" + server.port());
    }

    @Test
    void aPostWithoutABodySaysThatItHasNone() throws Exception {
        Request request = sent("purse:cancelPaymentLink?paymentLinkId=l-1", "{\"id\":\"l-1\"}");
        assertThat(request.headers())
                .containsEntry("content-length", "0")
                .doesNotContainKeys("content-type", "transfer-encoding");
    }

    @Test
    void theTokenRequestCarriesWhatOauthNeedsAndNoMore() throws Exception {
        ScriptedServer server = PURSE.connect(responding(PAYMENT));
        PURSE.succeed("purse:getPayment?paymentId=p-1&apiKey=key-1", null, foreign());
        Request token = server.requests().get(0);
        assertThat(token.headers())
                .containsOnlyKeys(
                        "accept",
                        "user-agent",
                        "authorization",
                        "x-api-key",
                        "content-type",
                        "content-length",
                        "host",
                        "connection")
                .containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(token.body()).isEqualTo("grant_type=client_credentials");
    }

    @Test
    void noResponseHeaderReachesTheRoute() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> ScriptedServer.send(
                output,
                200,
                "Content-Type: application/json\r\nX-Upstream: secret\r\nCamelHttpUri: http://evil\r\n",
                PAYMENT)));
        assertThat(PURSE.succeed("purse:getPayment?paymentId=p-1").getHeaders())
                .containsOnlyKeys(
                        PurseConstants.PAYMENT_ID, PurseConstants.HTTP_RESPONSE_CODE, PurseConstants.ATTEMPTS);
    }

    @Test
    void theRoutesOwnHeadersAreStillThereAfterTheCall() throws Exception {
        ScriptedServer server = PURSE.connect(responding(PAYMENT));
        assertThat(PURSE.succeed("purse:getPayment?paymentId=p-1", null, foreign())
                        .getHeaders())
                .containsAllEntriesOf(foreign());
    }

    @Test
    void aRouteThatTookARequestInOverHttpLeaksNothingOfIt() throws Exception {
        ScriptedServer server = PURSE.connect(responding(PAYMENT));
        AtomicReference<Object> seen = new AtomicReference<>();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .setProperty("Authorization", constant("Bearer of-the-route"))
                        .setVariable("global:Authorization", constant("Bearer of-the-route"))
                        .toD("purse:getPayment?paymentId=${header.shopPayment}")
                        .process(exchange -> seen.set(exchange.getMessage().getBody()));
            }
        });
        Map<String, Object> headers = new HashMap<>(foreign());
        headers.put("shopPayment", "p-1");
        PURSE.succeed("direct:in", null, headers);
        assertThat(seen.get()).isEqualTo(PAYMENT);
        assertThat(server.calls().get(0).headers())
                .containsOnlyKeys("accept", "user-agent", "authorization", "host", "connection")
                .containsEntry("authorization", "Bearer scripted-token");
    }

    @Test
    void cookiesOfTheServerAreNeverSentBack() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.with((request, socket, output) -> ScriptedServer.send(
                output,
                200,
                "Content-Type: application/json\r\nSet-Cookie: session=1; Path=/\r\nSet-Cookie2: s=2\r\n",
                request.path().equals("/oauth/token") ? "{\"access_token\":\"t\"}" : PAYMENT)));
        PURSE.succeed("purse:getPayment?paymentId=p-1");
        PURSE.succeed("purse:getPayment?paymentId=p-1");
        assertThat(server.requests()).hasSize(3).noneMatch(request -> request.headers()
                .containsKey("cookie"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNeverFollowed(int status) throws Exception {
        try (ScriptedServer elsewhere = responding(PAYMENT)) {
            ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) ->
                    ScriptedServer.send(output, status, "Location: " + elsewhere.url() + "/v2/payments/p-1\r\n", "")));
            PurseException failure = PURSE.fail("purse:getPayment?paymentId=p-1&maxRetries=0");
            assertThat(failure).isInstanceOf(PurseUnavailableException.class);
            assertThat(failure.getHttpStatus()).isEqualTo(status);
            assertThat(server.calls()).hasSize(1);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectOfACaptureIsNotFollowedAndLeavesItsOutcomeUnknown(int status) throws Exception {
        try (ScriptedServer elsewhere = responding(PAYMENT)) {
            ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) ->
                    ScriptedServer.send(output, status, "Location: " + elsewhere.url() + "/v2/payments/p-1\r\n", "")));
            PurseException failure =
                    PURSE.fail("purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1&maxRetries=0");
            assertThat(failure).isInstanceOf(PurseOutcomeUnknownException.class);
            assertThat(failure.getHttpStatus()).isEqualTo(status);
            assertThat(server.calls()).hasSize(1);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void aRedirectOfTheTokenEndpointDoesNotTakeTheSecretElsewhere() throws Exception {
        try (ScriptedServer elsewhere = responding(PAYMENT)) {
            ScriptedServer server = PURSE.connect(ScriptedServer.with((request, socket, output) ->
                    ScriptedServer.send(output, 307, "Location: " + elsewhere.url() + "/oauth/token\r\n", "")));
            PURSE.fail("purse:getPayment?paymentId=p-1");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    private static Request sent(String uri, String response) throws Exception {
        ScriptedServer server = PURSE.connect(responding(response));
        PURSE.succeed(uri, null, foreign());
        assertThat(server.calls()).hasSize(1);
        return server.calls().get(0);
    }

    private static ScriptedServer responding(String body) throws Exception {
        return ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(output, 200, body));
    }

    private static Map<String, Object> foreign() {
        return Map.ofEntries(
                Map.entry("Authorization", "Bearer of-the-route"),
                Map.entry("Proxy-Authorization", "Basic of-the-route"),
                Map.entry("Cookie", "session=of-the-route"),
                Map.entry("Host", "evil.example"),
                Map.entry("Connection", "upgrade"),
                Map.entry("Upgrade", "h2c"),
                Map.entry("Transfer-Encoding", "chunked"),
                Map.entry("Content-Type", "application/xml"),
                Map.entry("Content-Length", "7"),
                Map.entry("Content-Encoding", "gzip"),
                Map.entry("Accept", "application/xml"),
                Map.entry("Accept-Encoding", "gzip"),
                Map.entry("User-Agent", "of-the-route"),
                Map.entry("Expect", "100-continue"),
                Map.entry("Cache-Control", "no-store"),
                Map.entry("x-api-key", "of-the-route"),
                Map.entry("x-idempotency-key", "of-the-route"),
                Map.entry("X-Forwarded-For", "10.0.0.1"),
                Map.entry("X-HTTP-Method-Override", "DELETE"),
                Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                Map.entry("CamelHttpMethod", "DELETE"),
                Map.entry("CamelHttpUri", "http://evil.example/"),
                Map.entry("CamelHttpPath", "/evil"),
                Map.entry("CamelHttpQuery", "evil=1"),
                Map.entry("CamelHttpRawQuery", "evil=1"),
                Map.entry("CamelHttpBaseUri", "http://evil.example/"),
                Map.entry("CamelRestHttpUri", "http://evil.example/"),
                Map.entry("CamelAuthentication", "of-the-route"));
    }
}
