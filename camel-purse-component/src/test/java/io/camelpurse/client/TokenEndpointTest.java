package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelpurse.CallOutcome;
import io.camelpurse.Credentials;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Credentials that arrive unchanged, and token responses of every kind. Tests {@link TokenEndpoint},
 * {@link CachedAccessToken} and {@link MaskedHeader}.
 */
class TokenEndpointTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String STRANGE = "a&b=c+d%25e f:g/?#äßÿ€😀\"'\\,;";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private CloseableHttpAsyncClient client;

    @BeforeEach
    void start() throws Exception {
        client = new AsyncHttpClientFactory(PURSE.context(), Thread::new, "test", pool -> {})
                .create(
                        PURSE.context().getComponent("http", HttpComponent.class),
                        "http",
                        new ConnectionSettings("http", Optional.empty(), Optional.empty()));
        client.start();
    }

    @AfterEach
    void stop() {
        client.close(CloseMode.IMMEDIATE);
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 3600",
        "'\"3600\"', 3600",
        "'\" 3600 \"', 3600",
        "3600.9, 3600",
        "3.6e3, 3600",
        "1, 1",
        "86401, 86400",
        "99999999999999999999, 86400",
        "1e30, 86400",
        "0, 300",
        "-1, 300",
        "-1e30, 300",
        "null, 300",
        "true, 300",
        "'\"\"', 300",
        "'\"soon\"', 300",
        "'\"NaN\"', 300",
        "'\"0x10\"', 300",
        "'[3600]', 300",
        "'{\"seconds\":3600}', 300"
    })
    void theLifetimeIsTakenAsFarAsItMakesSense(String expiresIn, int seconds) throws Exception {
        assertThat(fetch("{\"access_token\":\"t\",\"expires_in\":" + expiresIn + "}")
                        .expiresAt())
                .isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void aMissingLifetimeIsAShortOne() throws Exception {
        assertThat(fetch("{\"access_token\":\"t\"}").expiresAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", ""})
    void aLifetimeOfAMillionDigitsIsNotParsed(String quote) throws Exception {
        String digits = quote.isEmpty() ? "9".repeat(900) : "9".repeat(200_000);
        assertThat(fetch("{\"access_token\":\"t\",\"expires_in\":" + quote + digits + quote + "}")
                        .expiresAt())
                .as("a day if it was parsed, and five minutes if it was not")
                .isEqualTo(NOW.plusSeconds(300));
    }

    @ParameterizedTest
    @CsvSource({"3600, 3300", "300, 240", "10, 8", "86400, 86100"})
    void aTokenIsRefreshedWellBeforeItExpires(int lifetime, int refresh) throws Exception {
        assertThat(fetch("{\"access_token\":\"t\",\"expires_in\":" + lifetime + "}")
                        .refreshAt())
                .isEqualTo(NOW.plusSeconds(refresh));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"token\"",
                "",
                "null",
                "{\"access_token\":null}",
                "{\"access_token\":true}",
                "{\"access_token\":12345}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\" \"}",
                "{\"access_token\":[\"t\"]}",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"a\\r\\nX-Injected: 1\"}",
                "{\"access_token\":\"a\\u0000\"}",
                "{\"access_token\":\"tökén\"}",
                "{\"accessToken\":\"t\"}",
                "<html><body>Please log in</body></html>",
                "{\"access_token\":\"t\"",
                "{\"access_token\":\"one\",\"access_token\":\"two\"}",
                "\u0000\u0000\u0000{\u0000\u0011\u0000\u0000"
            })
    void aResponseWithoutAUsableTokenIsAnErrorThatShowsNothingOfIt(String response) {
        CallFailedException failure = failure(200, response);
        assertThat(failure.callOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(failure)
                .hasMessageMatching("the response of http://127.0.0.1:\\d+/oauth/token (is not JSON|has no"
                        + " usable access_token)");
    }

    @Test
    void aTokenOfAnyCharactersThatAHeaderTakesIsTaken() throws Exception {
        assertThat(fetch("{\"access_token\":\"eyJ.a-b_c~d+e/f==\"}").value()).isEqualTo("eyJ.a-b_c~d+e/f==");
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, REJECTED",
        "403, REJECTED",
        "404, REJECTED",
        "302, UNKNOWN",
        "429, NOT_EXECUTED",
        "503, UNKNOWN",
        "500, UNKNOWN",
        "502, UNKNOWN"
    })
    void aStatusThatIsNoSuccessIsAnErrorThoughATokenIsInIt(int status, CallOutcome outcome) {
        CallFailedException failure = failure(status, "{\"access_token\":\"not-to-be-used\"}");
        assertThat(failure.callOutcome()).isEqualTo(outcome);
        assertThat(failure.httpStatus()).isEqualTo(status);
    }

    @Test
    void theOauthErrorCodeIsShown() {
        CallFailedException failure =
                failure(401, "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client\"}");
        assertThat(failure.problem().detail()).isEqualTo("Unknown client");
    }

    @Test
    void aSecretThatTheResponseRepeatsIsNotShown() {
        String secret =
                Base64.getEncoder().encodeToString((encoded("id-" + STRANGE) + ":" + encoded(STRANGE)).getBytes());
        CallFailedException failure = failure(
                401,
                "{\"detail\":\"Basic " + secret + " is wrong\",\"title\":\"" + encoded(STRANGE) + "\",\"given\":\""
                        + secret + "\"}");
        assertThat(failure).hasMessageNotContaining(secret).hasMessageNotContaining(encoded(STRANGE));
        assertThat(failure.problem().extensions().get("given").textValue()).isEqualTo("xxxxxx");
    }

    @Test
    void idAndSecretOfAnyCharactersSurviveAsBasic() throws Exception {
        try (ScriptedServer server = responding(200, "{\"access_token\":\"t\"}")) {
            endpoint(server, false).fetch().join();
            String header = server.requests().get(0).headers().get("authorization");
            String pair = new String(
                    Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.US_ASCII);
            assertThat(pair.split(":")).hasSize(2);
            assertThat(decoded(pair.split(":")[0])).isEqualTo("id-" + STRANGE);
            assertThat(decoded(pair.split(":")[1])).isEqualTo(STRANGE);
            assertThat(server.requests().get(0).body()).isEqualTo("grant_type=client_credentials&scope=a+b%26c");
        }
    }

    @Test
    void idAndSecretOfAnyCharactersSurviveInTheBody() throws Exception {
        try (ScriptedServer server = responding(200, "{\"access_token\":\"t\"}")) {
            endpoint(server, true).fetch().join();
            assertThat(server.requests().get(0).headers()).doesNotContainKey("authorization");
            Map<String, String> form = new HashMap<>();
            for (String pair : server.requests().get(0).body().split("&")) {
                form.put(pair.split("=")[0], decoded(pair.split("=")[1]));
            }
            assertThat(form)
                    .containsOnly(
                            Map.entry("grant_type", "client_credentials"),
                            Map.entry("client_id", "id-" + STRANGE),
                            Map.entry("client_secret", STRANGE),
                            Map.entry("scope", "a b&c"));
        }
    }

    private CachedAccessToken fetch(String response) throws Exception {
        try (ScriptedServer server = responding(200, response)) {
            return endpoint(server, false).fetch().join();
        }
    }

    private CallFailedException failure(int status, String response) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, () -> {
            try (ScriptedServer server = responding(status, response)) {
                endpoint(server, false).fetch().join();
            }
        });
        assertThat(failure).hasCauseInstanceOf(CallFailedException.class);
        return (CallFailedException) failure.getCause();
    }

    private TokenEndpoint endpoint(ScriptedServer server, boolean inBody) {
        return new TokenEndpoint(
                URI.create(server.url() + "/oauth/token"),
                inBody,
                "a b&c",
                () -> new Credentials("id-" + STRANGE, STRANGE, null),
                new HttpTransport(
                        client,
                        new CallTimer(Scheduler.of(timer), new OpenCalls(), TimeSource.system()),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        1_000_000),
                "test",
                TimeSource.of(Clock.fixed(NOW, ZoneOffset.UTC)),
                Duration.ofSeconds(10));
    }

    private static ScriptedServer responding(int status, String response) throws java.io.IOException {
        return ScriptedServer.with((request, socket, output) -> ScriptedServer.json(output, status, response));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
