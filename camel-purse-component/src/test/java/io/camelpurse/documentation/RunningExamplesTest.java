package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.ScriptedServer.Request;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents promise of their routes comes true against the sandbox. */
class RunningExamplesTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private static final Map<String, Object> WALLET = Map.of("merchant", "m-1", "shopper", "s-1");

    @TempDir
    private Path classes;

    private PurseSandbox sandbox;

    @BeforeEach
    void nameTheSandbox() {
        sandbox = PURSE.sandbox();
    }

    @Test
    void theFirstCallAsksForSolutions() throws Exception {
        start(
                "yaml",
                example("yaml", "first-call").code().replace("repeatCount: 1", "repeatCount: 1\n        delay: 0"));

        await().untilAsserted(() ->
                assertThat(sandbox.journal("getEligibleSolutions")).hasSize(1));
    }

    @Test
    void aSecretInAUriNeedsRawAndElsewhereNothing() throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("secret", "a&b+c%d");
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("purse:getPayment?clientSecret=RAW({{secret}})");
            }
        });
        start("yaml", """
                - from:
                    uri: direct:b
                    steps:
                      - to:
                          uri: purse:getClientSession
                          parameters:
                            clientSecret: "{{secret}}"
                """);

        assertThat(PURSE.context().getEndpoints().stream()
                        .filter(endpoint -> endpoint instanceof PurseEndpoint)
                        .map(endpoint ->
                                ((PurseEndpoint) endpoint).getConfiguration().getClientSecret()))
                .containsExactlyInAnyOrder("a&b+c%d", "a&b+c%d");
        assertThat(PURSE.context().getEndpoints().toString()).doesNotContain("b+c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%2Bb"})
    void aSecretInAUriWithoutRawIsDecoded(String secret) throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("secret", secret);
        PURSE.template();

        assertThat(PURSE.context()
                        .getEndpoint("purse:getPayment?clientSecret={{secret}}", PurseEndpoint.class)
                        .getConfiguration()
                        .getClientSecret())
                .isEqualTo("a b");
    }

    @Test
    void aSecretWithAnAmpersandInAUriWithoutRawStopsTheStart() throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("secret", "a&b");
        PURSE.template();

        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:getPayment?clientSecret={{secret}}"))
                .hasMessageContaining("Such a secret needs RAW(...)");
    }

    @Test
    void aSecondComponentHasOptionsOfItsOwn() throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("purse.fr.id", "id-fr");
        PURSE.context().getPropertiesComponent().addOverrideProperty("purse.fr.secret", "a&b+c%d");
        PURSE.context().getPropertiesComponent().addOverrideProperty("purse.fr.entity", "entity-fr");

        start("yaml", example("yaml", "capture-in-france").code());

        PurseConfiguration france =
                PURSE.context().getComponent("purse-fr", PurseComponent.class).getConfiguration();
        assertThat(france.getClientId()).isEqualTo("id-fr");
        assertThat(france.getClientSecret()).isEqualTo("a&b+c%d");
        assertThat(france.getEntityId()).isEqualTo("entity-fr");
    }

    @Test
    void theSigningKeysAreListed() throws Exception {
        start("yaml", example("yaml", "list-keys").code());
        sandbox.rotateSigningKeys();
        List<String> listed;
        try (CapturedLog log = CapturedLog.of("list-keys")) {
            assertThat(PURSE.send("direct:list-keys").getException()).isNull();
            listed = log.lines();
        }

        JsonNode published = Json.parse(PURSE.succeed("purse:getSigningKeys").getBody(String.class));
        assertThat(listed)
                .hasSize(2)
                .containsExactlyElementsOf(published.path("keys").findValuesAsText("kid"));
    }

    @Test
    void noKeyIsListedThatCannotBeRead() throws Exception {
        PURSE.configuration().setMaxRetries(0);
        start("yaml", example("yaml", "list-keys").code());
        sandbox.faults().signingKeysDown();
        try (CapturedLog log = CapturedLog.of("list-keys")) {
            PURSE.fail(PurseUnavailableException.class, "direct:list-keys", message -> {});
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void anotherApiIsCalledWithTheToken(String language) throws Exception {
        try (ScriptedServer wallet =
                ScriptedServer.with((request, socket, output) -> ScriptedServer.json(output, 200, "[]"))) {
            load(language, atServer(example(language, "call-another-api"), wallet));
            String token = PURSE.succeed("purse:getAccessToken?outputType=map")
                    .getBody(Map.class)
                    .get("access_token")
                    .toString();

            Message called = PURSE.succeed("direct:call-another-api", null, WALLET);

            assertThat(wallet.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("GET");
                assertThat(request.path()).isEqualTo("/wallet/v3/wallet/merchants/m-1/customers/s-1/tokens");
                assertThat(request.headers()).containsEntry("authorization", "Bearer " + token);
            });
            assertThat(called.getBody(String.class)).isEqualTo("[]");
            assertThat(called.getHeaders()).doesNotContainKey("Authorization");
            assertThat(sandbox.tokenCalls()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void anotherApiIsNotCalledWithoutAToken(String language) throws Exception {
        PURSE.configuration().setClientSecret("another-secret");
        try (ScriptedServer wallet =
                ScriptedServer.with((request, socket, output) -> ScriptedServer.json(output, 200, "[]"))) {
            load(language, atServer(example(language, "call-another-api"), wallet));

            PURSE.fail(PurseAuthenticationException.class, "direct:call-another-api", null, WALLET);

            assertThat(wallet.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aCallOfAnotherApiThatFailsKeepsTheToken(String language) throws Exception {
        try (ScriptedServer wallet =
                ScriptedServer.with((request, socket, output) -> ScriptedServer.json(output, 500, "{}"))) {
            load(language, atServer(example(language, "call-another-api"), wallet));

            Exchange failed = PURSE.send("direct:call-another-api", null, WALLET);

            assertThat(failed.getException()).isInstanceOf(HttpOperationFailedException.class);
            assertThat(failed.getMessage().getHeaders()).containsKey("Authorization");
        }
    }

    @Test
    void allRequestsGoThroughTheProxy() throws Exception {
        String payment = sandbox.authorizedPayment(4299, "EUR", "ORD-1");
        try (ScriptedServer proxy = forwarding()) {
            start("yaml", throughProxy(proxy.port()));

            Message read = PURSE.succeed("direct:through-a-proxy", null, Map.of(PurseConstants.PAYMENT_ID, payment));

            assertThat(read.getHeader(PurseConstants.STATUS)).isEqualTo("AUTHORIZED");
            assertThat(proxy.requests())
                    .extracting(Request::path)
                    .containsExactly(sandbox.tokenUrl(), sandbox.apiUrl() + "/v2/payments/" + payment);
        }
    }

    @Test
    void withoutTheProxyNothingReachesPurse() throws Exception {
        PURSE.configuration().setMaxRetries(0);
        String payment = sandbox.authorizedPayment(4299, "EUR", "ORD-1");
        start("yaml", throughProxy(FreePort.find()));

        PurseUnavailableException failure = PURSE.fail(
                PurseUnavailableException.class,
                "direct:through-a-proxy",
                null,
                Map.of(PurseConstants.PAYMENT_ID, payment));

        assertThat(failure).hasMessageContaining("no connection could be made");
        assertThat(sandbox.requests()).isZero();
    }

    @Test
    void aNotificationOfACaptureGoesToTheErpAndOthersAreLogged() throws Exception {
        MockEndpoint erp = receiveNotifications();
        try (CapturedLog log = CapturedLog.of("receive-notifications")) {
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
            assertThat(PURSE.webhooks().post(WebhookPayloads.session("session-1", "CREATED")))
                    .isEqualTo(200);
            assertThat(log.lines()).containsExactly("clientSession CREATED");
        }
        assertThat(erp.getExchanges()).singleElement().satisfies(exchange -> assertThat(
                        exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID))
                .isEqualTo(WebhookPayloads.PAYMENT));
    }

    @Test
    void aNotificationWithoutTheTokenIsRejected() throws Exception {
        MockEndpoint erp = receiveNotifications();

        assertThat(PURSE.webhooks().post(WebhookClient.PATH, WebhookClient.HEADER, "another-token"))
                .isEqualTo(401);
        assertThat(erp.getReceivedCounter()).isZero();
    }

    @Test
    void aNotificationThatTheErpDoesNotGetIsAcceptedOnceMore() throws Exception {
        MockEndpoint erp = receiveNotifications();
        erp.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the ERP is down");
        });

        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(erp.getReceivedCounter()).isEqualTo(2);
    }

    private MockEndpoint receiveNotifications() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:notify-erp").to("mock:erp");
            }
        });
        start(
                "yaml",
                example(Document.page("webhooks.adoc"), "yaml", "receive-notifications")
                        .code());
        return PURSE.context().getEndpoint("mock:erp", MockEndpoint.class);
    }

    /** The API of the vendor is a server of this test. */
    private static CodeBlock atServer(CodeBlock example, ScriptedServer server) {
        assertThat(example.code()).contains("https://api.purse-sandbox.com");
        return new CodeBlock(example.place(), example.code().replace("https://api.purse-sandbox.com", server.url()));
    }

    private static String throughProxy(int port) {
        String code = example("yaml", "through-a-proxy").code();
        assertThat(code).contains("proxyHost: proxy.example.org", "proxyPort: 3128");
        return code.replace("proxy.example.org", "127.0.0.1").replace("3128", String.valueOf(port));
    }

    /** A proxy for plain HTTP, as the sandbox uses it: a request names the whole URL. */
    private static ScriptedServer forwarding() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        return ScriptedServer.with((request, socket, output) -> {
            HttpRequest.Builder forwarded = HttpRequest.newBuilder(URI.create(request.path()))
                    .method(request.method(), BodyPublishers.ofString(request.body()));
            Stream.of("authorization", "content-type", "x-api-key")
                    .filter(request.headers()::containsKey)
                    .forEach(name -> forwarded.header(name, request.headers().get(name)));
            HttpResponse<String> response = client.send(forwarded.build(), BodyHandlers.ofString());
            ScriptedServer.json(output, response.statusCode(), response.body());
        });
    }

    private void load(String language, CodeBlock example) throws Exception {
        if (language.equals("java")) {
            PURSE.context().addRoutes(JavaExample.routes(example, classes));
            PURSE.template();
        } else {
            start(language, example.code());
        }
    }

    private void start(String language, String code) throws Exception {
        PluginHelper.getRoutesLoader(PURSE.context())
                .loadRoutes(ResourceHelper.fromString("example." + language, code));
        PURSE.template();
    }

    private static CodeBlock example(String language, String id) {
        return Document.all().stream()
                .flatMap(document -> examples(document, language, id))
                .findFirst()
                .orElseThrow();
    }

    private static CodeBlock example(Document page, String language, String id) {
        return examples(page, language, id).findFirst().orElseThrow();
    }

    private static Stream<CodeBlock> examples(Document page, String language, String id) {
        return page.blocks(language).stream()
                .filter(block -> block.code().matches("(?s).*(id: |id=\"|routeId\\(\")" + id + "\\b.*"));
    }
}
