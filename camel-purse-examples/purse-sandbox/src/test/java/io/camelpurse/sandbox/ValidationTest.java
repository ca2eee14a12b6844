package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static io.camelpurse.sandbox.Merchant.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is rejected, and with which message. */
class ValidationTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @Test
    void everyMissingFieldIsNamed() {
        Merchant.Response response = merchant.post("/v2/client-sessions", object(body -> {}));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.json().path("type").asText()).startsWith("urn:eu.purse:");
        assertThat(response.json().path("instance").asText()).isEqualTo("/v2/client-sessions");
        assertThat(pointers(response))
                .containsExactlyInAnyOrder("/entity_id", "/amount", "/currency", "/shopper_redirection_url", "/order");
    }

    @Test
    void anUnknownCurrencyIsRejected() {
        assertThat(rejected(order().put("currency", "XYZ"))).containsExactly("/currency");
    }

    @Test
    void anAmountIsAWholeNumber() {
        assertThat(rejected(order().put("amount", 10.5))).containsExactly("/amount");
        assertThat(rejected(order().put("amount", "10"))).containsExactly("/amount");
        assertThat(rejected(order().put("amount", -1))).containsExactly("/amount");
    }

    @Test
    void nothingIsPaidOnlyForFutureUsage() {
        assertThat(rejected(order().put("amount", 0))).containsExactly("/amount");
        ObjectNode check = order().put("amount", 0).put("allow_future_usage", true);
        assertThat(merchant.post("/v2/client-sessions", check).status()).isEqualTo(201);
    }

    @Test
    void aRedirectionThatIsNoWebAddressIsRejected() {
        assertThat(rejected(order().put("shopper_redirection_url", "javascript:alert(1)")))
                .containsExactly("/shopper_redirection_url");
    }

    @Test
    void fieldsInsideTheOrderAreNamedByTheirPlace() {
        ObjectNode body = order();
        ((ObjectNode) body.get("order")).put("net_amount", "12").remove("reference");

        assertThat(rejected(body)).containsExactlyInAnyOrder("/order/reference", "/order/net_amount");
    }

    @Test
    void moreThanTheOrderLeavesToPayIsRejected() {
        sandbox.shopper()
                .pay(merchant.post("/v2/client-sessions", merchant.order("o", 700))
                        .json()
                        .path("id")
                        .asText());
        ObjectNode rest = merchant.order("o", 1000).put("amount", 301);

        Merchant.Response response = merchant.post("/v2/payment-links", rest);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("detail").asText())
                .isEqualTo("Amount must be less or equal to order net amount minus already paid net amount.");
        assertThat(merchant.post("/v2/payment-links", rest.put("amount", 300)).status())
                .isEqualTo(201);
    }

    @Test
    void moreThanIsAvailableIsRejected() {
        String payment = "/v2/payments/" + sandbox.authorizedPayment(1000, "EUR", "o");

        assertThat(merchant.post(payment + "/captures", amount(1001, "I")).status())
                .isEqualTo(400);
        assertThat(merchant.post(payment + "/voids", amount(1001, "I")).status())
                .isEqualTo(400);
        assertThat(merchant.post(payment + "/refunds", amount(1, "I")).status()).isEqualTo(400);
        assertThat(merchant.post(payment + "/captures", amount(0, "I")).status())
                .isEqualTo(400);
        assertThat(merchant.post(payment + "/captures", object(body -> {})).status())
                .isEqualTo(400);
    }

    @Test
    void unknownIdsAreNotFound() {
        assertThat(merchant.get("/v2/payments/x").status()).isEqualTo(404);
        assertThat(merchant.get("/v2/payment-links/x").status()).isEqualTo(404);
        assertThat(merchant.get("/v2/client-sessions/x").status()).isEqualTo(404);
        assertThat(merchant.post("/v2/payments/x/captures", amount(1, "I")).status())
                .isEqualTo(404);
        assertThat(merchant.get("/v2/nothing").status()).isEqualTo(404);
    }

    @Test
    void brokenJsonIsLocated() {
        Merchant.Response response = merchant.send(merchant.request("/v2/client-sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"amount\": 1,\n oops}")));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("detail").asText()).contains("line 2");
    }

    @Test
    void aFieldGivenTwiceIsRejected() {
        Merchant.Response response = merchant.send(merchant.request("/v2/client-sessions")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("{\"amount\": 1, \"amount\": 2}")));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("detail").asText()).contains("amount");
    }

    @Test
    void aBodyThatIsNotJsonIsRejected() {
        Merchant.Response response = merchant.send(merchant.request("/v2/client-sessions")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.status()).isEqualTo(415);
    }

    @Test
    void aBodyWithoutEndIsRejected() {
        ObjectNode body = order().put("padding", "x".repeat(1_100_000));

        assertThat(merchant.post("/v2/client-sessions", body).status()).isEqualTo(413);
    }

    @Test
    void aSubmittedSessionCannotBeAborted() {
        String id =
                merchant.post("/v2/client-sessions", order()).json().path("id").asText();
        sandbox.shopper().pay(id);

        Merchant.Response response = merchant.post(
                "/v2/client-sessions/" + id + "/abort", object(body -> body.put("status", "ABORTED_BY_MERCHANT")));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().path("title").asText())
                .isEqualTo("Client Session status incompatible with abort request");
    }

    @Test
    void aSessionThatWaitsForThePartnerCanBeAborted() {
        String id =
                merchant.post("/v2/client-sessions", order()).json().path("id").asText();
        String payment = sandbox.shopper().submitPending(id);

        merchant.post(
                "/v2/client-sessions/" + id + "/abort", object(body -> body.put("status", "ABORTED_BY_MERCHANT")));

        assertThat(sandbox.payment(payment).at("/authorization/status").asText())
                .isEqualTo("ABORTED");
    }

    @Test
    void theSplitMayNotExceedTheAmount() {
        ObjectNode body = order();
        body.putArray("split").addObject().put("amount", 701);

        assertThat(pointers(merchant.post("/v2/payments", body))).containsExactly("/split");
    }

    private List<String> rejected(ObjectNode body) {
        Merchant.Response response = merchant.post("/v2/client-sessions", body);
        assertThat(response.status()).isEqualTo(400);
        return pointers(response);
    }

    private static List<String> pointers(Merchant.Response response) {
        return response.json().path("errors").findValuesAsText("pointer");
    }

    private ObjectNode order() {
        return merchant.order("o", 700);
    }
}
