package io.camelpurse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The levers for those who do not write Java. */
class ControlApiTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @Test
    void aPaymentIsMadeSettledAndProven() {
        JsonNode payment = control("POST", "/payments", "{'amount': 500, 'currency': 'JPY', 'order_reference': 'o'}");
        String id = payment.path("id").asText();
        control("POST", "/faults/next", "{'operation': 'capturePayment', 'fault': {'kind': 'uncertain'}}");
        merchant.post("/v2/payments/" + id + "/captures", Merchant.amount(500, "I"), "key");

        JsonNode settled = control("POST", "/payments/" + id + "/settle", "{'status': 'SUCCESS'}");

        assertThat(settled.at("/amounts/total_captured").asInt()).isEqualTo(500);
        assertThat(control("GET", "/orders/o/moved", "").path("exactly_once").asBoolean())
                .isTrue();
        assertThat(control("GET", "/payments/" + id, "")).isEqualTo(settled);
        assertThat(control("GET", "/keys", "").at("/0/key").asText()).isEqualTo("key");
    }

    @Test
    void theShopperPaysWithTwoSolutions() {
        String link = merchant.post("/v2/payment-links", merchant.order("o", 300))
                .json()
                .path("id")
                .asText();

        JsonNode response = control(
                "POST",
                "/shopper",
                "{'action': 'pay', 'id': '" + link + "', 'split': ["
                        + "{'partner': 'illicado', 'method': 'giftcard', 'amount': 100},"
                        + "{'partner': 'dalenys', 'method': 'creditcard', 'amount': 200}]}");

        assertThat(response.path("authorization_status").asText()).isEqualTo("AUTHORIZED");
        assertThat(response.path("return_url").asText()).contains("purse-redirection-data=");
        assertThat(sandbox.payment(response.path("payment_id").asText()).path("split"))
                .hasSize(2);
    }

    @Test
    void theClockIsMoved() {
        Instant before = Instant.parse(control("GET", "/clock", "").path("now").asText());
        Instant after = Instant.parse(
                control("POST", "/clock", "{'advance': 'PT1H'}").path("now").asText());

        assertThat(after).isAfterOrEqualTo(before.plusSeconds(3600));
    }

    @Test
    void faultsAreRuled() {
        String payment = "/v2/payments/" + sandbox.authorizedPayment(1, "EUR", "o");
        control(
                "POST",
                "/faults/rules",
                "{'operation': 'getPayment', 'count': 1, "
                        + "'fault': {'kind': 'status', 'status': 429, 'retry_after': 3}}");

        assertThat(merchant.get(payment).status()).isEqualTo(429);
        assertThat(merchant.get(payment).status()).isEqualTo(200);
        assertThat(control("GET", "/faults", "").path("injected").asInt()).isEqualTo(1);
        control("DELETE", "/faults", "");
        assertThat(control("GET", "/faults", "").path("rules")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind': 'latency', 'time': 'PT1S'}",
                "{'kind': 'status', 'status': 503, 'retry_after': '2026-11-01T00:00:00Z', 'after_commit': true}",
                "{'kind': 'response', 'status': 200, 'body': 'oops', 'headers': {'x-a': 'b'}}",
                "{'kind': 'bad_gateway_page', 'after': 'PT1S'}",
                "{'kind': 'reset_before'}",
                "{'kind': 'drop_response'}",
                "{'kind': 'truncated_body'}",
                "{'kind': 'malformed_json'}",
                "{'kind': 'stale'}",
                "{'kind': 'slow_body', 'time': 'PT1S'}",
                "{'kind': 'slow_response', 'time': 'PT1S'}",
                "{'kind': 'running', 'time': 'PT1S'}",
                "{'kind': 'token_revoked'}",
                "{'kind': 'signing_keys_rotated'}",
                "{'kind': 'pending'}",
                "{'kind': 'pending', 'until_read': true}",
                "{'kind': 'pending', 'settles_after': 'PT1M', 'settles_as': 'FAILURE'}",
                "{'kind': 'failure'}",
                "{'kind': 'conflict'}",
                "{'kind': 'uncertain', 'settles_after': 'PT1M'}",
                "{'kind': 'duplicated'}",
                "{'kind': 'delayed', 'time': 'PT1S'}",
                "{'kind': 'dropped'}",
                "{'kind': 'reordered'}"
            })
    void everyKindOfFaultCanBeQueued(String fault) {
        control("POST", "/faults/next", "{'operation': '*', 'fault': " + fault + "}");

        assertThat(control("GET", "/faults", "").at("/next/*")).hasSize(1);
    }

    @Test
    void wrongFaultsAreRejectedInWords() {
        Merchant.Response response = merchant.control(
                "POST", "/faults/next", "{\"operation\": \"getPayment\", \"fault\": {\"kind\": \"nonsense\"}}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("detail").asText()).contains("nonsense");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(merchant.control("GET", "/payments/x", "").status()).isEqualTo(404);
    }

    @Test
    void anAccountIsOpened() {
        JsonNode account = control("POST", "/accounts", "");
        Account opened = new Account(
                account.path("entity_id").asText(),
                account.path("client_id").asText(),
                account.path("client_secret").asText(),
                account.path("api_key").asText());

        assertThat(merchant.send(new Merchant(sandbox, opened).tokenRequest()).status())
                .isEqualTo(200);
    }

    @Test
    void theJournalAndTheCountersAreRead() {
        merchant.get("/v2/payments/x");

        assertThat(control("GET", "/requests?operation=getPayment", "")
                        .at("/0/status")
                        .asInt())
                .isEqualTo(404);
        JsonNode counters = control("GET", "/counters", "");
        assertThat(counters.path("requests").asInt()).isEqualTo(2);
        assertThat(counters.path("token_calls").asInt()).isEqualTo(1);
        assertThat(counters.path("connections").asInt()).isEqualTo(1);
    }

    @Test
    void everythingIsReset() {
        sandbox.authorizedPayment(1, "EUR", "o");
        control("POST", "/reset", "");

        assertThat(control("GET", "/payments", "")).isEmpty();
        assertThat(control("GET", "/webhooks", "")).isEmpty();
        assertThat(control("GET", "/client-sessions", "")).isEmpty();
        assertThat(control("GET", "/payment-links", "")).isEmpty();
    }

    @Test
    void tokensAreRevokedAndSigningKeysRotated() {
        control("POST", "/signing-keys/rotate", "");
        assertThat(merchant.get("/v2/signing-jwks").json().path("keys")).hasSizeGreaterThan(1);
        control("POST", "/signing-keys/retire", "");
        assertThat(merchant.get("/v2/signing-jwks").json().path("keys")).hasSize(1);
        control("POST", "/tokens/revoke", "");
        assertThat(merchant.get("/v2/payments/x").status()).isEqualTo(401);
    }

    private JsonNode control(String method, String path, String body) {
        Merchant.Response response = merchant.control(method, path, body.replace('\'', '"'));
        assertThat(response.status())
                .as("%s %s: %s", method, path, response.json())
                .isEqualTo(200);
        return response.json();
    }
}
