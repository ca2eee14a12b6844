package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens when the clock moves. */
class TimeTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @Test
    void aSessionExpires() {
        String id = created("/v2/client-sessions", merchant.order("o", 100));

        sandbox.advanceClock(Duration.ofMinutes(30));

        assertThat(sandbox.clientSession(id).path("status").asText()).isEqualTo("EXPIRED");
        assertThatThrownBy(() -> sandbox.shopper().pay(id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EXPIRED");
    }

    @Test
    void aLinkExpiresWhenItSays() {
        String end = sandbox.now().plus(Duration.ofDays(2)).toString();
        String id = created("/v2/payment-links", merchant.order("o", 100).put("expires_at", end));

        sandbox.advanceClock(Duration.ofDays(2).minusMinutes(1));
        assertThat(sandbox.paymentLink(id).path("status").asText()).isEqualTo("CREATED");
        sandbox.advanceClock(Duration.ofMinutes(1));

        assertThat(sandbox.paymentLink(id).path("status").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void aLinkThatEndsBeforeItStartsIsRejected() {
        ObjectNode body = merchant.order("o", 100).put("expires_at", "2020-01-01T00:00:00Z");

        assertThat(merchant.post("/v2/payment-links", body).status()).isEqualTo(400);
    }

    @Test
    void whatWasNotCapturedIsReleasedInTheEnd() {
        String id = sandbox.authorizedPayment(1000, "EUR", "o");

        sandbox.advanceClock(Duration.ofDays(7));

        assertThat(sandbox.payment(id).at("/amounts/available_to_capture").asInt())
                .isZero();
        assertThat(sandbox.payment(id).at("/amounts/total_voided").asInt()).isEqualTo(1000);
        assertThat(sandbox.payment(id).at("/voids/0/triggered_by").asText()).isEqualTo("PURSE");
    }

    @Test
    void automaticCaptureTakesAllAtOnce() {
        String id = created("/v2/client-sessions", merchant.order("o", 100).put("capture_mode", "AUTOMATIC"));

        String payment = sandbox.shopper().pay(id);

        assertThat(sandbox.payment(payment).at("/amounts/total_captured").asInt())
                .isEqualTo(100);
    }

    @Test
    void automaticCaptureWaitsForItsDelay() {
        ObjectNode body =
                merchant.order("o", 100).put("capture_mode", "AUTOMATIC").put("capture_delay", "PT24H");
        String payment = sandbox.shopper().pay(created("/v2/client-sessions", body));

        assertThat(sandbox.payment(payment).at("/amounts/total_captured").asInt())
                .isZero();
        sandbox.advanceClock(Duration.ofHours(24));

        assertThat(sandbox.payment(payment).at("/amounts/total_captured").asInt())
                .isEqualTo(100);
    }

    @Test
    void theScheduleAlsoRunsByItself() {
        String id = sandbox.authorizedPayment(1000, "EUR", "o");
        sandbox.faults().next("capturePayment", Fault.pending(Duration.ofMillis(50)));
        merchant.post("/v2/payments/" + id + "/captures", Merchant.amount(10, "I"));

        await().until(() -> sandbox.payment(id).at("/amounts/total_captured").asInt() == 10);
    }

    @Test
    void theClockDoesNotGoBack() {
        assertThatThrownBy(() -> sandbox.advanceClock(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeclinedAttemptLeavesTheLinkOpen() {
        String id = created("/v2/payment-links", merchant.order("o", 100));

        String declined = sandbox.shopper().refuse(id);
        String pending = sandbox.shopper().submitPending(id);
        assertThat(sandbox.paymentLink(id).path("status").asText()).isEqualTo("PENDING");
        sandbox.shopper().cancel(pending);
        assertThat(sandbox.paymentLink(id).path("status").asText()).isEqualTo("OPENED");
        String paid = sandbox.shopper().pay(id);

        ObjectNode link = sandbox.paymentLink(id);
        assertThat(link.path("status").asText()).isEqualTo("PAID");
        assertThat(link.path("payments").findValuesAsText("id")).containsExactly(declined, pending, paid);
        assertThat(link.path("payments").findValuesAsText("authorization_status"))
                .containsExactly("REFUSED", "ABORTED", "AUTHORIZED");
        assertThatThrownBy(() -> sandbox.shopper().pay(id)).hasMessageContaining("PAID");
    }

    @Test
    void aPendingPaymentShowsWhereTheShopperGoes() {
        sandbox.faults().next("createPayment", Fault.pending());
        ObjectNode body = merchant.order("o", 100);
        body.putArray("split").addObject().put("amount", 100);

        Merchant.Response response = merchant.post("/v2/payments", body);
        String id = response.json().path("id").asText();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().at("/authorization/status").asText()).isEqualTo("PENDING");
        assertThat(response.json().at("/amounts/authorize_pending").asInt()).isEqualTo(100);
        assertThat(response.json().at("/redirection/href").asText()).startsWith(sandbox.baseUrl());
        sandbox.shopper().pay(id);
        assertThat(sandbox.payment(id).at("/amounts/total_authorized").asInt()).isEqualTo(100);
    }

    @Test
    void aLaterPaymentMayReferToAnEarlierOne() {
        String parent = sandbox.authorizedPayment(100, "EUR", "first");
        ObjectNode body = merchant.order("second", 100);
        body.putArray("split").addObject().put("amount", 100).put("parent_payment_id", parent);

        Merchant.Response response = merchant.post("/v2/payments", body);

        assertThat(response.json().at("/split/0")).isEqualTo(object(part -> part.put("partner", "dalenys")
                .put("method", "creditcard")
                .put("amount", 100)
                .put("parent_payment_id", parent)));
    }

    private String created(String path, ObjectNode body) {
        return merchant.post(path, body).json().path("id").asText();
    }
}
