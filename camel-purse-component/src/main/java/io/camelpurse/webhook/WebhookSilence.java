package io.camelpurse.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Health of the notifications of a {@code purse:webhook} route: whether one was received within a time in which one is
 * expected. For alerts: a node that a load balancer no longer sends requests to would never receive one again.
 *
 * @param counters of the endpoint
 * @param period   in which a notification is expected
 * @param clock    by which it is measured
 * @param since    when the route began to receive
 */
public record WebhookSilence(WebhookCounters counters, Duration period, InstantSource clock, Instant since) {

    /**
     * Sets state, message and details.
     *
     * @param result of the health check
     * @return the result
     */
    public HealthCheckResultBuilder describe(HealthCheckResultBuilder result) {
        Instant lastReceived = counters.lastReceived();
        if (lastReceived != null) {
            result.detail("webhook.last.received", lastReceived.toString());
        }
        Instant begin = lastReceived == null ? since : lastReceived;
        return clock.instant().isAfter(begin.plus(period))
                ? result.down()
                        .message("no webhook request with a valid token was received for longer than"
                                + " webhookSilencePeriod=" + period.toMillis())
                : result.up();
    }
}
