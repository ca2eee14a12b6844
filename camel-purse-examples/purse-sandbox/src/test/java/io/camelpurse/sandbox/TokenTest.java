package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.encode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which tokens are accepted. */
class TokenTest {
    private static final Account ODD = new Account("entity-ö", "client&=+%é", "secret:&=+% ü", "key-ö");

    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @Test
    void credentialsInTheBodyAreAccepted() {
        Account account = sandbox.account();

        Merchant.Response response = token(
                "grant_type=client_credentials&client_id=" + encode(account.clientId()) + "&client_secret="
                        + encode(account.clientSecret()),
                null);

        assertThat(response.status()).isEqualTo(200);
        assertThat(sandbox.journal().get(0).body())
                .contains("client_secret=***")
                .doesNotContain(account.clientSecret());
    }

    @Test
    void oddCharactersSurviveFormEncoding() {
        sandbox.addAccount(ODD);

        assertThat(merchant.send(new Merchant(sandbox, ODD).tokenRequest()).status())
                .isEqualTo(200);
    }

    @Test
    void oddCharactersWithoutFormEncodingAreRejected() {
        sandbox.addAccount(ODD);
        String pair = ODD.clientId() + ":" + ODD.clientSecret();

        Merchant.Response response = token(
                "grant_type=client_credentials",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));

        assertThat(response.status()).isIn(400, 401);
    }

    @Test
    void aWrongSecretIsRejected() {
        Merchant.Response response = token("grant_type=client_credentials&client_id=x&client_secret=y", null);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void anotherGrantIsRejected() {
        assertThat(token("grant_type=password", null).status()).isEqualTo(400);
    }

    @Test
    void aTokenExpiresByTheClock() {
        String path = "/v2/payments/" + sandbox.authorizedPayment(1, "EUR", "o");
        assertThat(merchant.get(path).status()).isEqualTo(200);

        sandbox.advanceClock(Duration.ofHours(1));

        assertThat(merchant.get(path).status()).isEqualTo(401);
    }

    @Test
    void aRevokedTokenIsRejected() {
        String path = "/v2/payments/" + sandbox.authorizedPayment(1, "EUR", "o");
        merchant.get(path);

        sandbox.revokeTokens();

        assertThat(merchant.get(path).status()).isEqualTo(401);
    }

    @Test
    void aCallWithoutATokenIsRejected() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.apiUrl() + "/v2/payments/x"))
                .build();

        assertThat(merchant.raw(request).statusCode()).isEqualTo(401);
        assertThat(merchant.raw(request).headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
    }

    @Test
    void aWrongApiKeyIsRejected() {
        assertThat(merchant.send(merchant.request("/v2/signing-jwks").GET()).status())
                .isEqualTo(200);
        assertThat(merchant.send(merchant.posting("/v2/client-sessions", merchant.order("o", 1))
                                .header("x-api-key", "wrong"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theApiKeyMayBeRequired() {
        try (PurseSandbox strict = PurseSandbox.builder().apiKeyRequired(true).start()) {
            Merchant caller = new Merchant(strict);

            assertThat(caller.send(caller.tokenRequest()).status()).isEqualTo(401);
            assertThat(caller.send(caller.tokenRequest()
                                    .header("x-api-key", strict.account().apiKey()))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anotherEntityIsForbidden() {
        Merchant stranger = new Merchant(sandbox, sandbox.addAccount());
        String payment = sandbox.authorizedPayment(100, "EUR", "o");

        assertThat(stranger.get("/v2/payments/" + payment).status()).isEqualTo(403);
        assertThat(stranger.post("/v2/client-sessions", merchant.order("o", 1)).status())
                .isEqualTo(403);
    }

    @Test
    void anAccountShowsNoSecrets() {
        Account account = sandbox.account();

        assertThat(account.toString()).doesNotContain(account.clientSecret(), account.apiKey());
    }

    @Test
    void sandboxesOfOneSeedHaveTheSameIds() {
        try (PurseSandbox one = PurseSandbox.builder().seed(7).start();
                PurseSandbox other = PurseSandbox.builder().seed(7).start()) {
            assertThat(one.account()).isEqualTo(other.account()).isNotEqualTo(sandbox.account());
            assertThat(one.authorizedPayment(1, "EUR", "o")).isEqualTo(other.authorizedPayment(1, "EUR", "o"));
        }
    }

    @Test
    void sandboxesSignWithTheSameKeysUnderTheIdsOfTheirSeedAndRotateThemOnTheirOwn() {
        try (PurseSandbox one = PurseSandbox.builder().seed(7).start();
                PurseSandbox other = PurseSandbox.builder().seed(7).start()) {
            JsonNode first = signingKeys(one);
            assertThat(first).isEqualTo(signingKeys(other));
            assertThat(first.get(0).path("n"))
                    .isEqualTo(signingKeys(sandbox).get(0).path("n"));
            assertThat(first.findValuesAsText("kid"))
                    .doesNotContainAnyElementsOf(signingKeys(sandbox).findValuesAsText("kid"));

            one.rotateSigningKeys();

            assertThat(signingKeys(one)).hasSize(2).contains(first.get(0));
            assertThat(signingKeys(one).findValuesAsText("n")).doesNotHaveDuplicates();
            assertThat(signingKeys(other)).isEqualTo(first);
        }
    }

    @Test
    void aResetStartsTheIdsAgain() {
        String first = sandbox.authorizedPayment(1, "EUR", "o");
        sandbox.reset();

        assertThat(sandbox.authorizedPayment(1, "EUR", "o")).isEqualTo(first);
        assertThat(sandbox.journal()).isEmpty();
    }

    private static JsonNode signingKeys(PurseSandbox of) {
        return new Merchant(of).get("/v2/signing-jwks").json().path("keys");
    }

    private Merchant.Response token(String form, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.tokenUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return merchant.send(request);
    }
}
