package io.camelpurse.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always"
        })
class ApplicationTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final PurseSandbox purse = PURSE.sandbox();

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        PurseSandbox purse = PURSE.sandbox();
        properties.add("camel.component.purse.api-url", purse::apiUrl);
        properties.add("camel.component.purse.allow-plain-http", () -> true);
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

        await().untilAsserted(() -> assertThat(purse.payments()).singleElement().satisfies(payment -> assertThat(
                        payment.path("amounts").path("total_captured").asLong())
                .isEqualTo(4299)));
        purse.assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void theComponentIsPartOfTheHealthEndpoint() {
        JsonNode health = http.getForObject("/actuator/health", JsonNode.class);

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.findPath("camelHealth").toString()).contains("purse");
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
