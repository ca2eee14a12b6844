package io.camelpurse.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says whether a {@code purse:webhook} route receives notifications. Camel's health check of the route's consumer asks it, since
 * the route itself counts as started while its consumer responds 503.
 */
public final class WebhookHealthCheck implements HealthCheck {

    private final String id;
    private final PurseConsumer consumer;
    private final String path;
    private final WebhookCounters counters;
    private volatile boolean enabled = true;

    /** @param componentName tells the checks of two components apart */
    public WebhookHealthCheck(String componentName, PurseConsumer consumer, String path, WebhookCounters counters) {
        this.id = "consumer:" + componentName + "-webhook-" + consumer.getRouteId();
        this.consumer = consumer;
        this.path = path;
        this.counters = counters;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        result.detail(CHECK_ID, id).detail(CHECK_GROUP, getGroup());
        if (!enabled) {
            return result.unknown()
                    .message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .build();
        }
        result.detail("webhook.path", path);
        result.detail("webhook.in.progress", consumer.getPendingExchangesSize());
        Instant lastReceived = counters.lastReceived();
        if (lastReceived != null) {
            result.detail("webhook.last.received", lastReceived.toString());
        }
        if (consumer.isReceiving()) {
            return result.up().build();
        }
        return result.down()
                .message("purse:webhook receives no notifications: its consumer is "
                        + consumer.getStatus().name().toLowerCase(Locale.ROOT))
                .build();
    }
}
