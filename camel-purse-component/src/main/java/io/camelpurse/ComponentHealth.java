package io.camelpurse;

import io.camelpurse.client.ApiHealth;
import io.camelpurse.client.ProducerHealthChecks;
import io.camelpurse.client.PurseClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

/** The health checks of a component's connection to Purse, from the start of its first endpoint that calls Purse. */
final class ComponentHealth {

    /** However often the checks are called, Purse is read once in this time, and not at all if there are calls. */
    private static final Duration READ_INTERVAL = Duration.ofMinutes(1);

    private final ProducerHealthChecks producers;
    private final List<HealthCheck> checks;
    private final AtomicBoolean registered = new AtomicBoolean();

    ComponentHealth(CamelContext context, ComponentName component, PurseClients clients) {
        this.producers = new ProducerHealthChecks(context);
        String id = "producer:" + component.value();
        this.checks = List.of(
                new PurseHealthCheck(
                        id + "-api", true, result -> ApiHealth.available(clients.apiStates(READ_INTERVAL), result)),
                new PurseHealthCheck(
                        id + "-account", true, result -> ApiHealth.accepted(clients.apiStates(READ_INTERVAL), result)),
                // A node whose clock is wrong still calls Purse: this is for alerts, not for a load balancer.
                new PurseHealthCheck(
                        id + "-clock",
                        false,
                        result ->
                                ApiHealth.clock(clients.apiStates(READ_INTERVAL), ApiHealth.MOST_CLOCK_SKEW, result)));
    }

    void register() {
        if (registered.compareAndSet(false, true)) {
            checks.forEach(producers::add);
        }
    }

    void remove() {
        checks.forEach(producers::remove);
        registered.set(false);
    }
}
