package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The component camel-webhook in front of this one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookCapablePurseEndpointTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    private static final String OPTIONS = "?webhookComponentName=platform-http&webhookAutoRegister=false"
            + "&webhookBasePath=/hooks&webhookPath=/purse";

    @Test
    void camelWebhookServesTheSameHandler() throws Exception {
        receive("webhook:purse:webhook");
        assertThat(post(WebhookPayloads.payment(), WebhookClient.TOKEN)).isEqualTo(200);
        assertThat(post("{}", "wrong")).isEqualTo(401);
        assertThat(PURSE.context()
                        .getEndpoint("mock:received", MockEndpoint.class)
                        .getReceivedExchanges())
                .hasSize(1);
    }

    @Test
    void nothingIsLeftOfARouteFromCamelWebhookThatWasRemoved() throws Exception {
        for (int i = 0; i < 3; i++) {
            receive("webhook:purse:webhook");
            for (int run = 0; run < 2; run++) {
                assertThat(post(WebhookPayloads.payment("p-" + i + run, 1), WebhookClient.TOKEN))
                        .isEqualTo(200);
                PURSE.context().getRouteController().stopRoute("hook");
                PURSE.context().getRouteController().startRoute("hook");
            }
            PURSE.context().getRouteController().stopRoute("hook");
            assertThat(PURSE.context().removeRoute("hook")).isTrue();
            assertThat(PURSE.context().hasService(DefaultConsumer.class)).isNull();
        }
    }

    @Test
    void aRouteFromCamelWebhookHasTheCheckOfCamelOnly() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(PURSE.context());
        HealthCheckRepository consumers = (HealthCheckRepository) registry.resolveById("consumers");
        consumers.setEnabled(true);
        registry.register(consumers);
        PURSE.configuration().setWebhookSilencePeriod(1000L);
        receive("webhook:purse:webhook");
        assertThat(HealthCheckHelper.invoke(PURSE.context(), "full"))
                .extracting(result -> result.getCheck().getId())
                .contains("consumer:hook")
                .noneMatch(id -> id.startsWith("consumer:purse-webhook-"));
    }

    @Test
    void anOperationThatReceivesNothingIsRejected() {
        assertThatThrownBy(() -> receive("webhook:purse:getSigningKeys"))
                .hasStackTraceContaining("not capable of being used in webhook mode: purse:getSigningKeys");
    }

    private static void receive(String endpoint) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(endpoint + OPTIONS).routeId("hook").to("mock:received");
            }
        });
    }

    private static int post(String body, String token) throws Exception {
        return PURSE.webhooks()
                .send(PURSE.webhooks()
                        .request("/hooks/purse")
                        .header(WebhookClient.HEADER, token)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
