package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.client.ManualTime;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
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
    void aRouteThatReceivesNoNotificationIsDownAfterItsPeriodAndUpWithTheNextOne() {
        ManualTime time = new ManualTime(Instant.EPOCH, 0);
        WebhookCounters counters = new WebhookCounters();
        WebhookSilence silence = new WebhookSilence(counters, Duration.ofHours(1), time, time.instant());
        time.advance(Duration.ofHours(1));
        assertThat(state(silence)).isEqualTo(State.UP);
        time.advance(Duration.ofMillis(1));
        assertThat(state(silence)).isEqualTo(State.DOWN);
        counters.received(time.instant());
        assertThat(state(silence)).isEqualTo(State.UP);
        time.advance(Duration.ofHours(1).plusMillis(1));
        assertThat(state(silence)).isEqualTo(State.DOWN);
    }

    @Test
    void theCheckOfARouteSaysForHowLongItReceivedNothing() throws Exception {
        PURSE.receive("purse:webhook?webhookSilencePeriod=1");
        await().untilAsserted(() -> assertThat(check().call().getState()).isEqualTo(State.DOWN));
        assertThat(check().call().getMessage())
                .hasValue("no webhook request with a valid token was received for longer than"
                        + " webhookSilencePeriod=1");
    }

    @Test
    void theCheckOfARouteSaysWhenANotificationWasReceived() throws Exception {
        PURSE.receive("purse:webhook?webhookSilencePeriod=1h");
        assertThat(check().call().getState()).isEqualTo(State.UP);
        assertThat(check().call().getDetails()).doesNotContainKey("webhook.last.received");
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

    private static State state(WebhookSilence silence) {
        AbstractHealthCheck any = new AbstractHealthCheck("any") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                silence.describe(builder);
            }
        };
        return any.call().getState();
    }

    private static HealthCheck check() {
        return HealthCheckRegistry.get(PURSE.context()).getCheck(ID).orElse(null);
    }
}
