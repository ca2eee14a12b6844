package io.camelpurse;

import io.camelpurse.client.ApiHealth;
import io.camelpurse.client.ApiState;
import io.camelpurse.client.PurseClients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/** The health checks of a component's connection to Purse, from the start of its first endpoint that calls Purse. */
final class ComponentHealth {

    private final CamelContext context;
    private final List<HealthCheck> checks;
    private final AtomicBoolean registered = new AtomicBoolean();

    /**
     * @param readInterval after which Purse is read where there are no calls
     * @param maxClockSkew how far Purse's clock may be from this machine's
     */
    ComponentHealth(
            CamelContext context,
            ComponentName component,
            PurseClients clients,
            Duration readInterval,
            Duration maxClockSkew) {
        this.context = context;
        String id = "producer:" + component.value();
        this.checks = List.of(
                new PurseHealthCheck(
                        id + "-api", true, result -> ApiHealth.available(states(clients, readInterval), result)),
                new PurseHealthCheck(
                        id + "-account", true, result -> ApiHealth.accepted(states(clients, readInterval), result)),
                // A node whose clock is wrong still calls Purse: this is for alerts, not for a load balancer.
                new PurseHealthCheck(
                        id + "-clock",
                        false,
                        result -> ApiHealth.clock(states(clients, readInterval), maxClockSkew, result)));
    }

    private static List<ApiState> states(PurseClients clients, Duration readInterval) {
        return clients.apiStates(readInterval);
    }

    void register() {
        if (registered.compareAndSet(false, true)) {
            producers().ifPresent(repository -> checks.forEach(repository::addHealthCheck));
        }
    }

    void remove() {
        producers().ifPresent(repository -> checks.forEach(repository::removeHealthCheck));
        registered.set(false);
    }

    private Optional<WritableHealthCheckRepository> producers() {
        return Optional.ofNullable(
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class));
    }
}
