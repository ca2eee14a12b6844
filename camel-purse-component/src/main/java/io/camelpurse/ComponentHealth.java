package io.camelpurse;

import io.camelpurse.client.ApiHealth;
import io.camelpurse.client.PurseClients;
import io.camelpurse.redirect.SigningKeySources;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

/**
 * The health checks of a component's connection to Purse, each from the start of the first endpoint that it is about:
 * readiness requires each registered check to be UP.
 */
final class ComponentHealth {

    /** However often the checks are called, Purse is read once in this time, and not at all if there are calls. */
    private static final Duration READ_INTERVAL = Duration.ofMinutes(1);

    private final ProducerHealthChecks producers;
    private final List<HealthCheck> calls;
    private final HealthCheck signingKeys;
    private final Set<HealthCheck> registered = ConcurrentHashMap.newKeySet();

    ComponentHealth(CamelContext context, ComponentName component, PurseClients clients, SigningKeySources keys) {
        this.producers = new ProducerHealthChecks(context);
        String id = "producer:" + component.value();
        this.signingKeys = new PurseHealthCheck(id + "-signing-keys", true, keys::health);
        this.calls = List.of(
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

    void registerCalls() {
        calls.forEach(this::register);
    }

    void registerSigningKeys() {
        register(signingKeys);
    }

    private void register(HealthCheck check) {
        if (registered.add(check)) {
            producers.add(check);
        }
    }

    void remove() {
        registered.forEach(producers::remove);
        registered.clear();
    }
}
