package io.camelpurse.webhook;

import java.time.Instant;
import java.util.Locale;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Health of a {@code purse:webhook} route: whether it receives notifications. Used by the health check of its consumer,
 * since Camel considers the route started while the consumer responds 503.
 *
 * @param consumer of the route
 * @param path     at which it receives
 * @param counters of its endpoint
 */
public record WebhookHealth(PurseConsumer consumer, String path, WebhookCounters counters) {

    /**
     * Sets state, message and details.
     *
     * @param result of the health check
     * @return the result
     */
    public HealthCheckResultBuilder describe(HealthCheckResultBuilder result) {
        result.detail("webhook.path", path);
        result.detail("webhook.in.progress", consumer.getPendingExchangesSize());
        Instant lastReceived = counters.lastReceived();
        if (lastReceived != null) {
            result.detail("webhook.last.received", lastReceived.toString());
        }
        return consumer.isReceiving()
                ? result.up()
                : result.down()
                        .message("purse:webhook receives no notifications: its consumer is "
                                + consumer.getStatus().name().toLowerCase(Locale.ROOT));
    }
}
