package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookSilenceTest {

    private static final String ID = "consumer:purse-webhook-received-notifications";

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    @Test
    void aRouteThatReceivesNoNotificationIsDownAfterItsPeriodAndUpWithTheNextOne() throws Exception {
        PURSE.receive("purse:webhook?webhookSilencePeriod=1000");
        assertThat(check().call().getState()).isEqualTo(State.UP);
        await().untilAsserted(() -> assertThat(check().call().getState()).isEqualTo(State.DOWN));
        assertThat(check().call().getMessage())
                .hasValue("no webhook request with a valid token was received for longer than"
                        + " webhookSilencePeriod=1000");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(check().call().getState()).isEqualTo(State.UP);
        assertThat(check().call().getDetails()).containsKey("webhook.last.received");
    }

    /** A load balancer that takes the node out of service would keep it silent. */
    @Test
    void itDoesNotEndTheReadiness() throws Exception {
        PURSE.receive("purse:webhook?webhookSilencePeriod=1h");
        assertThat(check().isReadiness()).isFalse();
        assertThat(check().isLiveness()).isFalse();
    }

    @Test
    void withoutAPeriodThereIsNoCheckAndAStoppedRouteHasNone() throws Exception {
        PURSE.receive("purse:webhook");
        assertThat(check()).isNull();
        PURSE.context().getRouteController().stopRoute("received");
        PURSE.context().removeRoute("received");
        PURSE.receive("purse:webhook?webhookSilencePeriod=1h");
        assertThat(check()).isNotNull();
        PURSE.context().getRouteController().stopRoute("received");
        assertThat(check()).isNull();
    }

    private static HealthCheck check() {
        return HealthCheckRegistry.get(PURSE.context()).getCheck(ID).orElse(null);
    }
}
