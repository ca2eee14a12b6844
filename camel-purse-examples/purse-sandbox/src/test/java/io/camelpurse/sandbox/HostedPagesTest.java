package io.camelpurse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shopper's way: page, decision, signed way back. */
class HostedPagesTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @Test
    void payingALinkLeadsBackWithSignedData() throws Exception {
        JsonNode link = create("/v2/payment-links", order());
        String page = link.at("/links/customer_url/href").asText();

        assertThat(get(page).body()).contains("12.34 EUR").contains("Order order-1");
        HttpResponse<String> response = act(page, "action=pay");

        assertThat(response.statusCode()).isEqualTo(303);
        String address = response.headers().firstValue("Location").orElseThrow();
        assertThat(address).startsWith("https://shop.example/return?order=order-1&purse-redirection-data=");
        JWSObject jws = verified(address);
        assertThat(UUID.fromString(jws.getHeader().getKeyID())).isNotNull();
        assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JsonNode paymentLink = sandbox.paymentLink(link.path("id").asText());
        assertThat(jws.getPayload().toJSONObject())
                .containsEntry("payment_id", paymentLink.at("/payments/0/id").asText())
                .containsEntry(
                        "client_session_id",
                        paymentLink.at("/client_sessions/0/id").asText())
                .containsEntry("authorization_status", "AUTHORIZED")
                .containsEntry("client_session_status", "SUBMITTED")
                .hasSize(4);
    }

    @Test
    void aDeclinedShopperMayTryAgain() throws Exception {
        JsonNode link = create("/v2/payment-links", order());
        String page = link.at("/links/customer_url/href").asText();

        HttpResponse<String> declined = act(page, "action=refuse");

        assertThat(verified(declined.headers().firstValue("Location").orElseThrow())
                        .getPayload()
                        .toJSONObject())
                .containsEntry("authorization_status", "REFUSED");
        assertThat(get(page).statusCode()).isEqualTo(200);
        assertThat(act(page, "action=pay").statusCode()).isEqualTo(303);
        assertThat(get(page).body()).contains("PAID");
        assertThat(act(page, "action=pay").statusCode()).isEqualTo(409);
    }

    @Test
    void aShopperMayCancel() throws Exception {
        ObjectNode order = order().put("integration_mode", "HOSTED_PAGE");
        JsonNode session = create("/v2/client-sessions", order);
        String page = session.at("/links/hosted_page/href").asText();

        assertThat(get(page).statusCode()).isEqualTo(200);
        HttpResponse<String> response = act(page, "action=cancel");

        assertThat(verified(response.headers().firstValue("Location").orElseThrow())
                        .getPayload()
                        .toJSONObject())
                .containsEntry("client_session_status", "ABORTED_BY_CUSTOMER")
                .doesNotContainKey("payment_id");
        assertThat(get(page).statusCode()).isEqualTo(303);
    }

    @Test
    void anExpiredSessionLeadsBack() {
        JsonNode session = create("/v2/client-sessions", order().put("integration_mode", "HOSTED_PAGE"));
        sandbox.advanceClock(Duration.ofHours(1));

        HttpResponse<String> response =
                get(session.at("/links/hosted_page/href").asText());

        assertThat(response.statusCode()).isEqualTo(303);
    }

    @Test
    void aGiftCardPaysItsPart() {
        JsonNode link = create("/v2/payment-links", order());

        act(link.at("/links/customer_url/href").asText(), "action=pay&gift_card=234");

        String id = sandbox.paymentLink(link.path("id").asText())
                .at("/payments/0/id")
                .asText();
        assertThat(sandbox.payment(id).path("split").findValuesAsText("amount")).containsExactly("234", "1000");
    }

    @Test
    void aPageOfAnotherEntityShowsNothing() {
        JsonNode session = create("/v2/client-sessions", order());
        String page = sandbox.baseUrl() + "/entities/other/sessions/"
                + session.path("id").asText();

        assertThat(get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void whatTheMerchantWroteIsEscaped() {
        ObjectNode order = merchant.order("<script>alert('1')</script>", 100);
        order.put("shopper_redirection_url", "https://shop.example/");
        String page = create("/v2/payment-links", order)
                .at("/links/customer_url/href")
                .asText();

        assertThat(get(page).body()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(get(sandbox.baseUrl() + "/").body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void aPendingPaymentIsDecidedOnItsPage() {
        sandbox.faults().next("createPayment", Fault.pending());
        ObjectNode order = order();
        order.putArray("split").addObject().put("amount", 1234);
        JsonNode payment = merchant.post("/v2/payments", order).json();

        HttpResponse<String> response = act(payment.at("/redirection/href").asText(), "action=pay");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(sandbox.payment(payment.path("id").asText())
                        .at("/authorization/status")
                        .asText())
                .isEqualTo("AUTHORIZED");
    }

    @Test
    void rotatedKeysAreListedUntilTheyAreRetired() throws Exception {
        JsonNode link = create("/v2/payment-links", order());
        sandbox.shopper().pay(link.path("id").asText());
        String before = sandbox.shopper().returnUrl(link.path("id").asText());

        sandbox.rotateSigningKeys();

        String after = sandbox.shopper().returnUrl(link.path("id").asText());
        assertThat(keys().getKeys()).hasSize(2);
        assertThat(verified(before).getHeader().getKeyID())
                .isNotEqualTo(verified(after).getHeader().getKeyID());
        sandbox.retireSigningKeys();
        assertThat(keys().getKeys()).hasSize(1);
        assertThat(verified(after)).isNotNull();
    }

    @Test
    void signingKeysMayRotateWhileTheyAreRead() throws Exception {
        int before = keys().getKeys().size();
        sandbox.faults().next("getSigningKeys", Fault.signingKeysRotated());

        assertThat(keys().getKeys()).hasSize(before + 1);
    }

    @Test
    void signingKeysMayBeDown() {
        sandbox.faults().signingKeysDown();
        assertThat(merchant.get("/v2/signing-jwks").status()).isEqualTo(503);

        sandbox.faults().signingKeysUp();
        assertThat(merchant.get("/v2/signing-jwks").status()).isEqualTo(200);
    }

    @Test
    void theIndexListsEverything() {
        JsonNode link = create("/v2/payment-links", order());
        String payment = sandbox.shopper().pay(link.path("id").asText());
        merchant.post("/v2/payments/" + payment + "/captures", Merchant.amount(1, "I"), "my-key");

        assertThat(get(sandbox.baseUrl() + "/").body())
                .contains(payment, link.path("id").asText(), "my-key", "capturePayment")
                .doesNotContain(sandbox.account().clientSecret());
    }

    private ObjectNode order() {
        return merchant.order("order-1", 1234);
    }

    private JsonNode create(String path, ObjectNode body) {
        return merchant.post(path, body).json();
    }

    private HttpResponse<String> get(String url) {
        return merchant.raw(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<String> act(String page, String form) {
        return merchant.raw(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private JWKSet keys() throws ParseException {
        return JWKSet.parse(merchant.get("/v2/signing-jwks").json().toString());
    }

    private JWSObject verified(String address) throws ParseException, JOSEException {
        JWSObject jws = JWSObject.parse(address.substring(address.indexOf("data=") + 5));
        var key = keys().getKeyByKeyId(jws.getHeader().getKeyID());
        assertThat(jws.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return jws;
    }
}
