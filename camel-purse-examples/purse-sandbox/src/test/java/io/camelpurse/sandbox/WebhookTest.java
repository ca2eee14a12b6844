package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which notifications merchants get, and how often. */
class WebhookTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private Merchant merchant;

    @BeforeEach
    void signIn() {
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aNotificationHasThePaymentAsGetReturnsIt() {
        String id = sandbox.shopper().pay(link(order()));

        awaitDeliveries(3);
        JsonNode notified = bodies().stream()
                .filter(body -> body.has("amounts"))
                .findFirst()
                .orElseThrow();

        assertThat(notified).isEqualTo(merchant.get("/v2/payments/" + id).json());
        assertThat(receiver.received()).allSatisfy(delivery -> {
            assertThat(delivery.method()).isEqualTo("POST");
            assertThat(delivery.contentType()).isEqualTo("application/json");
            assertThat(delivery.token()).containsExactly("s3cret");
        });
    }

    @Test
    void aLinkSendsItsStatus() {
        sandbox.shopper().pay(link(order()));

        awaitDeliveries(3);

        assertThat(bodies().stream()
                        .filter(body -> body.at("/links/customer_url").isObject())
                        .map(body -> body.path("status").asText()))
                .containsExactly("OPENED", "PAID");
    }

    @Test
    void aSessionSendsItsStatus() {
        String id =
                merchant.post("/v2/client-sessions", order()).json().path("id").asText();

        sandbox.shopper().cancel(id);

        awaitDeliveries(1);
        assertThat(bodies().get(0)).isEqualTo(sandbox.clientSession(id));
    }

    @Test
    void everyOperationIsNotifiedWithAHigherVersion() {
        String id = sandbox.shopper().pay(link(order()));
        String path = "/v2/payments/" + id;
        merchant.post(path + "/captures", amount(60, "I"));
        merchant.post(path + "/voids", amount(40, "V"));
        merchant.post(path + "/refunds", amount(10, "R"));

        awaitDeliveries(6);

        assertThat(bodies().stream().filter(body -> body.has("amounts")).map(body -> body.path("version")
                        .asInt()))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void onlyRequestedEventsAreNotified() {
        ObjectNode order = order();
        ((ObjectNode) order.get("webhook")).putArray("event_types").add("PAYMENT_REFUND");
        String path = "/v2/payments/" + sandbox.shopper().pay(link(order));

        merchant.post(path + "/captures", amount(60, "I"));
        merchant.post(path + "/refunds", amount(10, "R"));

        awaitDeliveries(1);
        assertThat(sandbox.webhooks()).hasSize(1);
        assertThat(bodies().get(0).path("refunds")).hasSize(1);
    }

    @Test
    void aNotificationIsRetriedUntilItIsAcknowledged() {
        receiver.respondNext(500, 404);
        sandbox.shopper().cancel(session());

        for (int responses = 1; responses < 3; responses++) {
            awaitResponses(responses);
            assertThat(sandbox.webhooks().get(0).state()).isEqualTo("WAITING");
            sandbox.advanceClock(Duration.ofSeconds(10));
        }

        awaitResponses(3);
        assertThat(sandbox.webhooks().get(0).statuses()).containsExactly(500, 404, 200);
        assertThat(sandbox.webhooks().get(0).state()).isEqualTo("DELIVERED");
    }

    @Test
    void aNotificationIsRetriedUntilTheReceiverIsUpAgain() {
        String session = session();
        receiver.close();

        sandbox.shopper().cancel(session);

        awaitResponses(1);
        assertThat(sandbox.webhooks().get(0).statuses()).containsExactly(0);
    }

    @Test
    void aWebhookMayComeTwice() {
        sandbox.faults().next("webhook", Fault.duplicated());

        sandbox.shopper().cancel(session());

        awaitDeliveries(2);
        assertThat(bodies().get(0)).isEqualTo(bodies().get(1));
    }

    @Test
    void aWebhookMayBeLost() {
        sandbox.faults().next("webhook", Fault.dropped());

        sandbox.shopper().cancel(session());

        assertThat(sandbox.webhooks().get(0).state()).isEqualTo("DROPPED");
    }

    @Test
    void aWebhookMayBeLate() {
        sandbox.faults().next("webhook", Fault.delayed(Duration.ofHours(1)));
        sandbox.shopper().cancel(session());
        assertThat(sandbox.webhooks().get(0).statuses()).isEmpty();

        sandbox.advanceClock(Duration.ofHours(1));

        awaitDeliveries(1);
    }

    @Test
    void aWebhookMayBeOvertaken() {
        String path = "/v2/payments/" + sandbox.shopper().pay(link(order()));
        awaitDeliveries(3);
        sandbox.faults().next("webhook", Fault.reordered());

        merchant.post(path + "/captures", amount(10, "I-1"));
        merchant.post(path + "/captures", amount(20, "I-2"));

        awaitDeliveries(5);
        assertThat(bodies().subList(3, 5))
                .extracting(body -> body.path("version").asInt())
                .containsExactly(3, 2);
    }

    @Test
    void aNotificationIsRedelivered() {
        sandbox.shopper().cancel(session());
        awaitResponses(1);

        sandbox.redeliverWebhook(sandbox.webhooks().get(0).id());

        awaitDeliveries(2);
    }

    @Test
    void theListOfWebhooksMasksSecrets() {
        sandbox.shopper().cancel(session());

        assertThat(sandbox.webhooks().get(0).headers()).containsEntry("x-hook-token", "***");
    }

    private ObjectNode order() {
        ObjectNode order = merchant.order("o", 100);
        ObjectNode webhook = order.putObject("webhook").put("url", receiver.url());
        webhook.putArray("headers")
                .addObject()
                .put("name", "x-hook-token")
                .putArray("values")
                .add("s3cret");
        return order;
    }

    private String link(ObjectNode order) {
        return merchant.post("/v2/payment-links", order).json().path("id").asText();
    }

    private String session() {
        return merchant.post("/v2/client-sessions", order()).json().path("id").asText();
    }

    private void awaitDeliveries(int count) {
        await().until(() -> receiver.received().size() >= count);
    }

    private void awaitResponses(int count) {
        await().until(() -> sandbox.webhooks().get(0).statuses().size() >= count);
    }

    private List<JsonNode> bodies() {
        return receiver.received().stream()
                .map(delivery -> {
                    try {
                        return Merchant.JSON.readTree(delivery.body());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
