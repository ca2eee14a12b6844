package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.PurseSandbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ExceptionHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link CredentialScope} and {@link io.camelpurse.client.ConfiguredUrls}. */
class CredentialScopeTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    @Test
    void anAddressThatGotInByAHeaderCollectsNoCredentials() throws Exception {
        try (ScriptedServer thief = ScriptedServer.with((request, socket, output) -> socket.close())) {
            PURSE.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:read").toD("purse:getPayment?paymentId=${header.payment}");
                }
            });
            var exchange = PURSE.template().request("direct:read", request -> request.getMessage()
                    .setHeader("payment", "p-1&apiUrl=" + thief.url() + "&tokenUrl=" + thief.url()));
            assertThat(exchange.getException()).hasMessageContaining("not meant for that host");
            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    void anotherHostWithItsOwnCredentialsIsFine() {
        assertThatCode(() -> PURSE.context()
                        .getEndpoint(
                                "purse:getPayment?apiUrl=https://other.example&clientId=a&clientSecret=b&apiKey=c"))
                .doesNotThrowAnyException();
    }

    @Test
    void anApiKeyOfTheComponentStaysToo() {
        assertThatThrownBy(() -> PURSE.context()
                        .getEndpoint("purse:getPayment?apiUrl=https://other.example&clientId=a&clientSecret=b"))
                .hasMessageContaining("apiKey");
    }

    @Test
    void anotherPathOnTheSameHostIsFine() {
        assertThatCode(() -> PURSE.context().getEndpoint("purse:getPayment?apiUrl=" + sandbox.apiUrl() + "/"))
                .doesNotThrowAnyException();
    }

    @Test
    void theWebhookTokenOfTheComponentDoesNotGoToAnotherHost() throws Exception {
        registerWebhooks();
        try (ScriptedServer other = responding()) {
            assertThatThrownBy(() -> PURSE.context()
                            .getEndpoint("purse:createClientSession?clientId=a&clientSecret=b&apiKey=c&apiUrl="
                                    + other.url()))
                    .hasMessageContaining("webhookVerifyToken, which is not meant for it")
                    .satisfies(CredentialScopeTest::hidesToken);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void theWebhookTokenOfTheComponentDoesNotGoWithAnotherAccount() {
        registerWebhooks();
        assertThatThrownBy(
                        () -> PURSE.context().getEndpoint("purse:createPaymentLink?clientId=a&clientSecret=b&apiKey=c"))
                .hasMessageContaining("webhookVerifyToken, which is not meant for it")
                .satisfies(CredentialScopeTest::hidesToken);
    }

    @Test
    void theReasonForKeepingTheWebhookTokenIsTheTrueOne() {
        PurseConfiguration component =
                PURSE.context().getComponent("purse", PurseComponent.class).getConfiguration();
        component.setWebhookVerifyToken("t0ken-of-the-component");
        assertThatThrownBy(() ->
                        PURSE.context().getEndpoint("purse:createPaymentLink?webhookUrl=https://shop.example/hook"))
                .hasMessageContaining("The endpoint has a webhookUrl and the component has none");
        component.setWebhookUrl("https://shop.example/hook");
        assertThatThrownBy(() ->
                        PURSE.context().getEndpoint("purse:createPaymentLink?webhookUrl=https://other.example/hook"))
                .hasMessageContaining("The endpoint has a webhookUrl on another host than the component");
        assertThatThrownBy(
                        () -> PURSE.context().getEndpoint("purse:createPaymentLink?clientId=a&clientSecret=b&apiKey=c"))
                .hasMessageContaining("The endpoint has an account of its own, and the component's webhookVerifyToken");
        assertThatThrownBy(() -> PURSE.context()
                        .getEndpoint("purse:createPaymentLink?clientId=a&clientSecret=b&apiKey=c"
                                + "&apiUrl=https://purse.example/payment"))
                .hasMessageContaining(
                        "The endpoint has an apiUrl or tokenUrl on a host of its own, and the component's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://thief.example/hook", "https://shop.example:8443/purse/webhook"})
    void theWebhookTokenOfTheComponentIsNotSentToAnotherWebhookHost(String url) {
        registerWebhooks();
        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:createPaymentLink?webhookUrl=" + url))
                .hasMessageContaining("webhookVerifyToken, which is not meant for it")
                .satisfies(CredentialScopeTest::hidesToken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhookUrl=https://SHOP.example:443/another/path",
                "webhookUrl=https://shop.example/purse/webhook",
                "webhookUrl=https://other.example/hook&webhookVerifyToken=of-the-endpoint",
                "clientId=a&clientSecret=b&apiKey=c&webhookVerifyToken=of-the-endpoint",
                "clientId=a&clientSecret=b&apiKey=c&webhookUrl="
            })
    void aTokenForTheEndpointsOwnHostAndAccountIsFine(String options) {
        registerWebhooks();
        assertThatCode(() -> PURSE.context().getEndpoint("purse:createPaymentLink?" + options))
                .doesNotThrowAnyException();
    }

    @Test
    void whatRegistersNoWebhookNeedsNoTokenOfItsOwn() {
        registerWebhooks();
        assertThatCode(() -> PURSE.context().getEndpoint("purse:getPayment?clientId=a&clientSecret=b&apiKey=c"))
                .doesNotThrowAnyException();
    }

    @Test
    void theApiKeyOfTheComponentDoesNotGoWithAnotherAccount() {
        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:getPayment?clientId=a&clientSecret=b"))
                .hasMessageContaining("the component's apiKey, which belongs to another account");
    }

    @Test
    void anAccountWithoutAnApiKeySendsNone() throws Exception {
        try (ScriptedServer other = responding()) {
            PURSE.template()
                    .request(
                            "purse:getPayment?paymentId=p-1&clientId=a&clientSecret=b&apiKey=&apiUrl=" + other.url()
                                    + "&tokenUrl=" + other.url() + "/token",
                            exchange -> {});
            assertThat(other.requests()).hasSize(2).allSatisfy(request -> assertThat(request.headers())
                    .doesNotContainKey("x-api-key"));
        }
    }

    @Test
    void aCredentialsSourceOfTheComponentDoesNotReplaceTheEndpointsAccount() throws Exception {
        try (ScriptedServer server = responding()) {
            PurseConfiguration configuration = configuration();
            configuration.setApiUrl(server.url());
            configuration.setTokenUrl(null);
            configuration.setApiKey(null);
            configuration.setCredentialsSource(() -> new Credentials("account-a", "secret-a", "key-a"));
            PURSE.template()
                    .request("purse:getPayment?paymentId=p-1&clientId=account-b&clientSecret=secret-b", exchange -> {});
            assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.headers())
                    .doesNotContainKey("x-api-key"));
            assertThat(server.requests().get(0).headers())
                    .containsEntry("authorization", "Basic " + base64("account-b:secret-b"));
            PURSE.template().request("purse:getPayment?paymentId=p-1", exchange -> {});
            assertThat(server.requests().get(2).headers())
                    .containsEntry("authorization", "Basic " + base64("account-a:secret-a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId=b", "clientSecret=b", "apiKey=b", "clientId=b&apiKey=b"})
    void aPartOfAnAccountBesideACredentialsSourceIsRejected(String options) {
        configuration().setCredentialsSource(() -> new Credentials("account-a", "secret-a", "key-a"));
        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:getPayment?" + options))
                .hasMessageContaining("a part of an account");
    }

    @Test
    void aClientIdWithTheComponentsClientSecretIsRejected() {
        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:getPayment?clientId=other"))
                .hasMessageContaining("the component's clientSecret, which belongs to another account");
    }

    @Test
    void theClientSecretIsNotSentToTheHostOfTheApiWhereTokensComeFromAnother() {
        configuration().setApiUrl("https://api.example/payment");
        configuration().setTokenUrl("https://tokens.example/token");
        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:getPayment?tokenUrl=https://api.example/token"))
                .hasMessageContaining("not meant for that host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId=a&clientSecret=b&apiKey=", "credentialsSource=#theirs&clientId=&apiKey="})
    void theTokensOfAnotherApiDoNotComeFromTheComponentsTokenUrl(String account) throws Exception {
        PURSE.context().getRegistry().bind("theirs", (Supplier<Credentials>) () -> new Credentials("a", "b", null));
        try (ScriptedServer tokens = responding();
                ScriptedServer other = responding()) {
            configuration().setTokenUrl(tokens.url() + "/token");
            PURSE.template()
                    .request("purse:getPayment?paymentId=p-1&" + account + "&apiUrl=" + other.url(), exchange -> {});
            assertThat(tokens.requests()).isEmpty();
            assertThat(other.requests())
                    .extracting(ScriptedServer.Request::path)
                    .containsExactly("/oauth/token", "/v2/payments/p-1");
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("not meant for that host", (endpoint, thief) -> endpoint.getConfiguration()
                        .setApiUrl(thief)),
                change("not meant for that host", (endpoint, thief) -> endpoint.getConfiguration()
                        .setTokenUrl(thief)),
                change("belongs to another account", (endpoint, thief) -> endpoint.getConfiguration()
                        .setClientId("another")),
                change("not meant for that host", (endpoint, thief) -> {
                    PurseConfiguration copy = ((PurseComponent) endpoint.getComponent())
                            .getConfiguration()
                            .copy();
                    copy.setApiUrl(thief);
                    endpoint.setConfiguration(copy);
                }),
                change("not meant for that host", (endpoint, thief) -> endpoint.getComponent()
                        .getEndpointPropertyConfigurer()
                        .configure(endpoint.getCamelContext(), endpoint, "apiUrl", thief, true)),
                change("not meant for that host", (endpoint, thief) -> {
                    PurseConfiguration component = ((PurseComponent) endpoint.getComponent()).getConfiguration();
                    component.setClientSecret("a new secret");
                    component.setApiKey("a new key");
                    endpoint.getConfiguration().setApiUrl(thief);
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theRuleHoldsForAnEndpointThatIsChangedLater(String message, BiConsumer<PurseEndpoint, String> change)
            throws Exception {
        try (ScriptedServer thief = responding()) {
            for (String operation : List.of("getPayment?paymentId=p-1", "verifyRedirection")) {
                PurseEndpoint endpoint = PURSE.context().getEndpoint("purse:" + operation, PurseEndpoint.class);
                change.accept(endpoint, thief.url());
                assertThatThrownBy(() -> PURSE.template().request(endpoint, exchange -> {}))
                        .hasStackTraceContaining(message);
                assertThatThrownBy(endpoint::client).hasMessageContaining(message);
            }
            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    void aWebhookThatIsFetchedFromAnotherHostIsRejected() throws Exception {
        configuration().setWebhookVerifyToken("t0ken-of-the-component");
        PurseEndpoint endpoint =
                PURSE.context().getEndpoint("purse:webhook?webhookVerification=fetch", PurseEndpoint.class);
        endpoint.getConfiguration().setApiUrl("https://thief.example");
        assertThatThrownBy(endpoint::client).hasMessageContaining("not meant for that host");
    }

    @Test
    void aWebhookUrlThatIsChangedLaterDoesNotGetTheComponentsToken() throws Exception {
        registerWebhooks();
        PurseEndpoint endpoint = PURSE.context().getEndpoint("purse:createPaymentLink", PurseEndpoint.class);
        endpoint.getConfiguration().setWebhookUrl("https://thief.example/hook");
        assertThatThrownBy(() -> PURSE.template()
                        .request(endpoint, exchange -> exchange.getMessage().setBody("{\"amount\": 1}")))
                .hasStackTraceContaining("webhookVerifyToken, which is not meant for it")
                .satisfies(CredentialScopeTest::hidesToken);
        assertThat(sandbox.journal()).isEmpty();
    }

    @Test
    void anEndpointMadeFromTheComponentsConfigurationDoesNotShareIt() throws Exception {
        PurseComponent component = PURSE.context().getComponent("purse", PurseComponent.class);
        PurseEndpoint endpoint = new PurseEndpoint(
                "purse:getPayment", component, PurseOperation.getPayment, component.getConfiguration());
        endpoint.getConfiguration().setApiUrl("https://thief.example");
        assertThat(configuration().getApiUrl()).isEqualTo(sandbox.apiUrl());
        assertThatThrownBy(endpoint::client).hasMessageContaining("not meant for that host");
    }

    private static Arguments change(String message, BiConsumer<PurseEndpoint, String> change) {
        return Arguments.of(message, change);
    }

    private void registerWebhooks() {
        configuration().setWebhookUrl("https://shop.example/purse/webhook");
        configuration().setWebhookVerifyToken("t0ken-of-the-component, an-older-t0ken");
    }

    private PurseConfiguration configuration() {
        return PURSE.context().getComponent("purse", PurseComponent.class).getConfiguration();
    }

    private static ScriptedServer responding() throws Exception {
        return ScriptedServer.with((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                request.path().contains("token") ? "{\"access_token\":\"any\"}" : ScriptedServer.payment("p-1")));
    }

    private static void hidesToken(Throwable failure) {
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("t0ken");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
