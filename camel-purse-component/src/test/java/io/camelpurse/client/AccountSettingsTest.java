package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.ScriptedServer.Request;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several accounts in one Camel context never mix. Tests {@link AccountSettings} and
 * {@link SharedClientState}.
 */
class AccountSettingsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private static final String SESSION = """
            {"amount": 100, "currency": "EUR", "shopper_redirection_url": "https://shop.example/", "order":
             {"reference": "%s", "net_amount": 100}}""";

    private final PurseSandbox sandbox = PURSE.sandbox();
    private final Account first = sandbox.account();
    private final Account second = sandbox.addAccount();

    @Test
    void twoComponentsCallEachForItsOwnAccount() {
        addComponent("purse-b", second);
        PURSE.succeed("purse:createClientSession", SESSION.formatted("A"), Map.of());
        PURSE.succeed("purse-b:createClientSession", SESSION.formatted("B"), Map.of());
        assertThat(entitiesByReference("A")).containsExactly(first.entityId());
        assertThat(entitiesByReference("B")).containsExactly(second.entityId());
        assertThat(sandbox.tokenCalls()).isEqualTo(2);
    }

    @Test
    void twoEndpointsOfOneComponentCallEachForItsOwnAccount() {
        PURSE.succeed("purse:createClientSession", SESSION.formatted("A"), Map.of());
        PURSE.succeed("purse:createClientSession?" + credentials(second), SESSION.formatted("B"), Map.of());
        assertThat(entitiesByReference("A")).containsExactly(first.entityId());
        assertThat(entitiesByReference("B")).containsExactly(second.entityId());
    }

    @Test
    void twoEndpointsOfOneAccountShareTheToken() {
        PURSE.succeed("purse:createClientSession?totalTimeout=50s", SESSION.formatted("A"), Map.of());
        PURSE.succeed("purse:createPaymentLink?responseTimeout=20s&maxConnections=7", SESSION.formatted("B"), Map.of());
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @Test
    void aWrongSecretDoesNotProfitFromTheRightOnesToken() {
        PURSE.succeed("purse:createClientSession", SESSION.formatted("A"), Map.of());
        Exchange wrong =
                PURSE.send("purse:createClientSession?clientSecret=wrong-secret", SESSION.formatted("B"), Map.of());
        assertThat(wrong.getException()).isInstanceOf(PurseAuthenticationException.class);
        assertThat(sandbox.journal("createClientSession")).hasSize(1);
    }

    @Test
    void aWrongSecretDoesNotSpoilTheRightOnesToken() {
        PURSE.send("purse:createClientSession?clientSecret=wrong-secret", SESSION.formatted("B"), Map.of());
        PURSE.succeed("purse:createClientSession", SESSION.formatted("A"), Map.of());
    }

    @Test
    void aTokenOfOneTokenEndpointIsNeverSentToAnother() throws Exception {
        try (ScriptedServer other = ScriptedServer.with((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                request.path().equals("/oauth/token")
                        ? "{\"access_token\":\"of-the-other\"}"
                        : ScriptedServer.payment("p-1")))) {
            PURSE.succeed("purse:getPayment?paymentId=" + sandbox.authorizedPayment(100, "EUR", "A"));
            PURSE.succeed(
                    "purse:getPayment?paymentId=p-1&clientId=other&clientSecret=other-secret&apiKey=other-key&apiUrl="
                            + other.url());
            assertThat(other.calls().get(0).headers()).containsEntry("authorization", "Bearer of-the-other");
        }
    }

    @Test
    void underLoadEveryCallCarriesItsOwnBearerKeyAndEntity() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            if (request.path().equals("/oauth/token")) {
                String pair = new String(Base64.getDecoder()
                        .decode(request.headers().get("authorization").substring("Basic ".length())));
                ScriptedServer.json(output, 200, "{\"access_token\":\"token-of-" + pair.split(":")[0] + "\"}");
            } else {
                ScriptedServer.json(output, 200, ScriptedServer.payment("s-1"));
            }
        })) {
            List<AsyncProducer> producers = new ArrayList<>();
            for (String account : List.of("a", "b", "c", "d")) {
                if (account.compareTo("c") >= 0) {
                    PurseConfiguration configuration = addComponent("purse-" + account, second);
                    configuration.setClientId(account);
                    configuration.setClientSecret("secret-" + account);
                    configuration.setApiKey("key-" + account);
                    configuration.setEntityId("entity-" + account);
                    configuration.setApiUrl(server.url());
                    producers.add(PURSE.producer("purse-" + account + ":createClientSession"));
                } else {
                    producers.add(PURSE.producer("purse:createClientSession?apiUrl=" + server.url() + "&clientId="
                            + account + "&clientSecret=secret-" + account + "&apiKey=key-" + account
                            + "&entityId=entity-"
                            + account));
                }
            }
            List<CompletableFuture<Exchange>> calls = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String body = SESSION.formatted("abcd".charAt(i % 4));
                calls.add(PURSE.send(producers.get(i % 4), body, Map.of()));
            }
            for (CompletableFuture<Exchange> call : calls) {
                assertThat(call.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
            }
            assertThat(server.calls()).hasSize(400).allSatisfy(AccountSettingsTest::isOfOneAccount);
            assertThat(server.requests()).hasSize(404);
        }
    }

    private static void isOfOneAccount(Request request) {
        String account = request.headers().get("authorization").substring("Bearer token-of-".length());
        assertThat(request.headers()).containsEntry("x-api-key", "key-" + account);
        assertThat(request.body())
                .contains("\"entity_id\":\"entity-" + account + "\"")
                .contains("\"reference\":\"" + account + "\"");
    }

    private PurseConfiguration addComponent(String name, Account account) {
        PurseComponent component = new PurseComponent();
        component.getConfiguration().setApiUrl(sandbox.apiUrl());
        PurseExtension.use(component.getConfiguration(), account);
        PURSE.context().addComponent(name, component);
        return component.getConfiguration();
    }

    private static String credentials(Account account) {
        return "clientId=" + account.clientId() + "&clientSecret=RAW(" + account.clientSecret() + ")&apiKey="
                + account.apiKey() + "&entityId=" + account.entityId();
    }

    private List<String> entitiesByReference(String reference) {
        return sandbox.journal("createClientSession").stream()
                .filter(request -> request.body().contains("\"reference\":\"" + reference + "\""))
                .map(RecordedRequest::entityId)
                .toList();
    }
}
