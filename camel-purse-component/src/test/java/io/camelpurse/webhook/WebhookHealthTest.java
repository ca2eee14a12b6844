package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Health says when purse:webhook receives nothing. Tests {@link WebhookHealth} and {@code PurseHealthCheck}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookHealthTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    @BeforeEach
    void start() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(PURSE.context());
        HealthCheckRepository consumers = (HealthCheckRepository) registry.resolveById("consumers");
        consumers.setEnabled(true);
        registry.register(consumers);
    }

    @Test
    void aRouteThatReceivesIsHealthy() throws Exception {
        PURSE.receive("purse:webhook");
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result().getDetails())
                .containsEntry("webhook.path", "/purse/webhook")
                .containsEntry("webhook.in.progress", 0)
                .doesNotContainKey("webhook.last.received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(result().getDetails()).containsKey("webhook.last.received");
    }

    /** The route itself counts as started. */
    @Test
    void aConsumerThatDefersNotificationsIsNotHealthy() throws Exception {
        PURSE.receive("purse:webhook");
        ServiceHelper.suspendService(consumer("received"));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(result().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result().getMessage())
                .contains("purse:webhook receives no notifications: its consumer is suspended");
        ServiceHelper.resumeService(consumer("received"));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aRouteThatIsSuspendedOrStoppedIsNotHealthy() throws Exception {
        PURSE.receive("purse:webhook");
        PURSE.context().getRouteController().suspendRoute("received");
        assertThat(HealthCheckHelper.isResultsUp(results(), true)).isFalse();
        PURSE.context().getRouteController().resumeRoute("received");
        assertThat(HealthCheckHelper.isResultsUp(results(), true)).isTrue();
    }

    @Test
    void aCheckThatIsSwitchedOffIsNotAsked() throws Exception {
        PURSE.context().getComponent("purse", PurseComponent.class).setHealthCheckConsumerEnabled(false);
        PURSE.receive("purse:webhook");
        ServiceHelper.suspendService(consumer("received"));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result().getDetails()).doesNotContainKey("webhook.path");
    }

    /** The component's own check is only called by Camel's. */
    @Test
    void theCheckIsExcludedByCamelsId() throws Exception {
        PURSE.receive("purse:webhook");
        HealthCheckRegistry registry = HealthCheckRegistry.get(PURSE.context());
        assertThat(result().getDetails()).containsEntry("check.id", "consumer:purse-webhook-received");
        registry.setExcludePattern("consumer:purse-webhook-received");
        assertThat(results()).hasSize(1);
        registry.setExcludePattern("consumer:received");
        assertThat(results()).isEmpty();
    }

    @Test
    void theChecksOfTwoComponentsHaveIdsOfTheirOwn() throws Exception {
        PurseComponent second = new PurseComponent();
        second.getConfiguration().setWebhookVerifyToken("another-long-random-text");
        PURSE.context().addComponent("second", second);
        PURSE.receive("purse:webhook");
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("second:webhook?webhookPath=/second").routeId("of-second").to("mock:second");
            }
        });
        assertThat(List.of(id("received"), id("of-second")))
                .containsExactly("consumer:purse-webhook-received", "consumer:second-webhook-of-second");
        assertThat(results())
                .extracting(result -> result.getCheck().getId())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    private String id(String route) {
        return ((HealthCheckAware) consumer(route)).getHealthCheck().getId();
    }

    private Consumer consumer(String route) {
        return PURSE.context().getRoute(route).getConsumer();
    }

    private HealthCheck.Result result() {
        assertThat(results()).hasSize(1);
        return results().iterator().next();
    }

    private Collection<HealthCheck.Result> results() {
        return HealthCheckHelper.invokeReadiness(PURSE.context(), "full");
    }
}
