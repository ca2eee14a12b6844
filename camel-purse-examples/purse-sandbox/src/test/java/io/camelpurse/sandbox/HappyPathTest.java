package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static io.camelpurse.sandbox.Merchant.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation of the API as it goes when nothing goes wrong. */
class HappyPathTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @Test
    void aTokenIsGivenForBasicCredentials() {
        Merchant.Response response = merchant.send(merchant.tokenRequest());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(response.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @Test
    void aClientSessionIsCreatedReadAndAborted() {
        Merchant.Response created = merchant.post("/v2/client-sessions", merchant.order("o-1", 4299));
        String path = created.json().at("/links/self/href").asText();
        Merchant.Response aborted =
                merchant.post(path + "/abort", object(body -> body.put("status", "ABORTED_BY_MERCHANT")));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("status").asText()).isEqualTo("CREATED");
        assertThat(path).startsWith("/v2/client-sessions/");
        assertThat(aborted.status()).isEqualTo(200);
        assertThat(merchant.get(path).json().path("status").asText()).isEqualTo("ABORTED_BY_MERCHANT");
    }

    @Test
    void aPaidLinkGivesAPaymentThatIsCapturedVoidedAndRefunded() {
        JsonNode link =
                merchant.post("/v2/payment-links", merchant.order("o-2", 1000)).json();
        String id = sandbox.shopper().pay(link.path("id").asText());

        JsonNode captured = merchant.post("/v2/payments/" + id + "/captures", amount(600, "INV-1"), "k-1")
                .json();
        JsonNode voided = merchant.post("/v2/payments/" + id + "/voids", amount(400, "CAN-1"), "k-2")
                .json();
        JsonNode refunded = merchant.post("/v2/payments/" + id + "/refunds", amount(100, "CN-1"), "k-3")
                .json();

        assertThat(captured.at("/amounts/available_to_capture").asInt()).isEqualTo(400);
        assertThat(captured.at("/captures/0/status").asText()).isEqualTo("SUCCESS");
        assertThat(voided.at("/overview/consumed").asText()).isEqualTo("TOTALLY");
        assertThat(refunded.at("/amounts/available_to_refund").asInt()).isEqualTo(500);
        assertThat(refunded).isEqualTo(merchant.get("/v2/payments/" + id).json());
        assertThat(merchant.get("/v2/payment-links/" + link.path("id").asText())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("PAID");
        sandbox.assertMovedExactlyOnce("o-2");
    }

    @Test
    void aLinkIsCancelled() {
        JsonNode link =
                merchant.post("/v2/payment-links", merchant.order("o-3", 1000)).json();
        String path = "/v2/payment-links/" + link.path("id").asText() + "/cancel";

        assertThat(link.at("/links/cancel/href").asText()).isEqualTo(sandbox.apiUrl() + path);
        assertThat(merchant.post(path, object(body -> {})).json().path("status").asText())
                .isEqualTo("CANCELLED");
        assertThat(merchant.post(path, object(body -> {})).status()).isEqualTo(400);
    }

    @Test
    void aPaymentIsCreatedFromServerToServer() {
        ObjectNode body = merchant.order("o-4", 500);
        body.putArray("split")
                .addObject()
                .put("amount", 500)
                .put("partner", "dalenys")
                .put("method", "creditcard");

        Merchant.Response response = merchant.post("/v2/payments", body);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().at("/authorization/status").asText()).isEqualTo("AUTHORIZED");
    }

    @Test
    void eligibleSolutionsAreListed() {
        JsonNode response = merchant.post("/v2/eligible-solutions", merchant.order("o-5", 500))
                .json();

        assertThat(response.path("eligible_solutions")).hasSize(4);
        assertThat(response.path("amount").asInt()).isEqualTo(500);
    }

    @Test
    void theSigningKeysAreListed() {
        JsonNode key = merchant.get("/v2/signing-jwks").json().at("/keys/0");

        assertThat(key.path("kty").asText()).isEqualTo("RSA");
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void aRepeatedKeyIsRejectedWithTheOperationThatItMade() {
        String id = sandbox.authorizedPayment(1000, "EUR", "o-6");
        String path = "/v2/payments/" + id + "/captures";
        JsonNode first = merchant.post(path, amount(600, "INV-1"), "same").json();

        Merchant.Response second = merchant.post(path, amount(600, "INV-1"), "same");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.contentType()).isEqualTo("application/problem+json");
        assertThat(second.json()).isEqualTo(object(problem -> problem.put("type", "urn:eu.purse:write-conflict")
                .put("title", "Idempotency violation")
                .put("status", 409)
                .put("instance", path)
                .put("resource_id", first.at("/captures/0/id").asText())));
        sandbox.assertMovedExactlyOnce("o-6");
    }

    @Test
    void theJournalShowsWhatArrivedWithoutCredentials() {
        String id = sandbox.authorizedPayment(1000, "EUR", "o-7");
        merchant.post("/v2/payments/" + id + "/captures", amount(10, "INV-1"), "key-7");

        RecordedRequest request = sandbox.journal("capturePayment").get(0);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/payment/v2/payments/" + id + "/captures");
        assertThat(request.idempotencyKey()).isEqualTo("key-7");
        assertThat(request.status()).isEqualTo(200);
        assertThat(request.headers()).containsEntry("authorization", "Bearer ***");
        assertThat(sandbox.journal().get(0).headers()).containsEntry("authorization", "Basic ***");
        assertThat(sandbox.connections()).isEqualTo(1);
    }
}
