package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WebhookReceiver;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health says when purse:webhook receives nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookHealthTest {

    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = WebhookReceiver.start();
        HealthCheckRegistry registry = HealthCheckRegistry.get(receiver.context());
        HealthCheckRepository consumers = (HealthCheckRepository) registry.resolveById("consumers");
        consumers.setEnabled(true);
        registry.register(consumers);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aRouteThatReceivesIsHealthy() throws Exception {
        receiver.hear("purse:webhook");
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result().getDetails())
                .containsEntry("webhook.path", "/purse/webhook")
                .containsEntry("webhook.in.progress", 0)
                .doesNotContainKey("webhook.last.received");
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(result().getDetails()).containsKey("webhook.last.received");
    }

    /** The route itself counts as started. */
    @Test
    void aConsumerThatPutsNotificationsOffIsNotHealthy() throws Exception {
        receiver.hear("purse:webhook");
        ServiceHelper.suspendService(consumer("heard"));
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(result().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result().getMessage())
                .contains("purse:webhook receives no notifications: its consumer is suspended");
        ServiceHelper.resumeService(consumer("heard"));
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aRouteThatIsSuspendedOrStoppedIsNotHealthy() throws Exception {
        receiver.hear("purse:webhook");
        receiver.context().getRouteController().suspendRoute("heard");
        assertThat(HealthCheckHelper.isResultsUp(results(), true)).isFalse();
        receiver.context().getRouteController().resumeRoute("heard");
        assertThat(HealthCheckHelper.isResultsUp(results(), true)).isTrue();
    }

    @Test
    void aCheckThatIsSwitchedOffIsNotAsked() throws Exception {
        receiver.context().getComponent("purse", PurseComponent.class).setHealthCheckConsumerEnabled(false);
        receiver.hear("purse:webhook");
        ServiceHelper.suspendService(consumer("heard"));
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result().getDetails()).doesNotContainKey("webhook.path");
    }

    @Test
    void theChecksOfTwoComponentsHaveIdsOfTheirOwn() throws Exception {
        PurseComponent second = new PurseComponent();
        second.getConfiguration().setWebhookVerifyToken("another-long-random-text");
        receiver.context().addComponent("second", second);
        receiver.hear("purse:webhook");
        receiver.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("second:webhook?webhookPath=/second").routeId("of-second").to("mock:second");
            }
        });
        assertThat(List.of(id("heard"), id("of-second")))
                .containsExactly("consumer:purse-webhook-heard", "consumer:second-webhook-of-second");
        assertThat(results())
                .extracting(result -> result.getCheck().getId())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    private String id(String route) {
        return ((HealthCheckAware) consumer(route)).getHealthCheck().getId();
    }

    private Consumer consumer(String route) {
        return receiver.context().getRoute(route).getConsumer();
    }

    private HealthCheck.Result result() {
        assertThat(results()).hasSize(1);
        return results().iterator().next();
    }

    private Collection<HealthCheck.Result> results() {
        return HealthCheckHelper.invokeReadiness(receiver.context(), "full");
    }
}
