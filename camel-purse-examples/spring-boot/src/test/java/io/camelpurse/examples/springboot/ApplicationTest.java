package io.camelpurse.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // Each test has a Purse that begins anew, with the ids and versions of the one before.
            "camel.component.purse.webhook-drop-stale=false",
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always"
        })
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final PurseSandbox purse = PURSE.sandbox();

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private ProducerTemplate routes;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        PurseSandbox purse = PURSE.sandbox();
        properties.add("camel.component.purse.api-url", purse::apiUrl);
        properties.add("PURSE_CLIENT_ID", () -> purse.account().clientId());
        properties.add("PURSE_CLIENT_SECRET", () -> purse.account().clientSecret());
        properties.add("PURSE_ENTITY_ID", () -> purse.account().entityId());
        properties.add("PURSE_WEBHOOK_TOKEN", () -> "webhook-token-of-this-test-0123456789");
    }

    /** The port is the one that the server has, which starts before the routes. */
    @TestConfiguration
    static class WebhookUrl {

        @EventListener
        void set(WebServerInitializedEvent started) {
            started.getApplicationContext()
                    .getBean(CamelContext.class)
                    .getComponent("purse", PurseComponent.class)
                    .getConfiguration()
                    .setWebhookUrl("http://127.0.0.1:" + started.getWebServer().getPort() + "/purse/webhook");
        }
    }

    @Test
    void anOrderIsCapturedOnceItsShopperHasPaid() {
        String shopperUrl = http.postForObject("/orders?number=ORD-1&total=42.99", null, String.class);

        purse.shopper().pay(shopperUrl.substring(shopperUrl.lastIndexOf('/') + 1));

        await().untilAsserted(() -> assertThat(
                        payment("ORD-1").at("/amounts/total_captured").asLong())
                .isEqualTo(4299));
        purse.assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aPaymentWhoseFirstNotificationIsLostIsCapturedAtTheNextOne() {
        String shopperUrl = http.postForObject("/orders?number=ORD-2&total=42.99", null, String.class);
        // Of the payment link and of the payment.
        purse.faults().next("webhook", Fault.dropped());
        purse.faults().next("webhook", Fault.dropped());
        purse.shopper().pay(shopperUrl.substring(shopperUrl.lastIndexOf('/') + 1));
        String payment = payment("ORD-2").path("id").asText();
        await().until(() -> purse.faults().injected() == 2);

        routes.requestBody(
                "purse:voidPayment?amount=299&merchantReference=DISCOUNT-2&paymentId=" + payment, (Object) null);

        await().untilAsserted(() -> assertThat(
                        payment("ORD-2").at("/amounts/total_captured").asLong())
                .isEqualTo(4000));
        purse.assertMovedExactlyOnce("ORD-2");
    }

    @Test
    void aCaptureThatFailsIsLoggedWithItsOrder(CapturedOutput log) {
        String shopperUrl = http.postForObject("/orders?number=ORD-3&total=42.99", null, String.class);
        purse.faults().next("capturePayment", Fault.failure());

        purse.shopper().pay(shopperUrl.substring(shopperUrl.lastIndexOf('/') + 1));

        await().untilAsserted(() -> assertThat(log).contains("ERROR").contains("order ORD-3 not captured: "));
    }

    private JsonNode payment(String order) {
        return purse.payments().stream()
                .filter(payment -> payment.at("/order/reference").asText().equals(order))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theComponentIsPartOfTheHealthEndpoint() {
        JsonNode health = http.getForObject("/actuator/health", JsonNode.class);

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.findPath("camelHealth").toString()).contains("purse");
    }

    @Test
    void theMetersOfTheComponentArePartOfTheMetricsEndpoint() {
        http.postForObject("/orders?number=ORD-4&total=42.99", null, String.class);

        JsonNode calls = http.getForObject(
                "/actuator/metrics/purse.calls?tag=operation:createPaymentLink&tag=outcome:success", JsonNode.class);
        JsonNode duration = http.getForObject("/actuator/metrics/purse.call.duration", JsonNode.class);

        assertThat(calls.at("/measurements/0/value").asDouble()).isPositive();
        assertThat(duration.path("baseUnit").asText()).isEqualTo("seconds");
    }

    @Test
    void noSecretIsShownByTheActuators() {
        for (String actuator : new String[] {"env", "configprops", "health", "camel", "beans", "conditions"}) {
            assertThat(http.getForObject("/actuator/" + actuator, String.class))
                    .as(actuator)
                    .isNotEmpty()
                    .doesNotContain(purse.account().clientSecret());
        }
        assertThat(http.getForObject("/actuator/env/camel.component.purse.client-secret", String.class))
                .contains("******");
    }
}
