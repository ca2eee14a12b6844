package io.camelpurse;

import io.camelpurse.client.ClientFigures;
import io.camelpurse.client.PurseClients;
import io.camelpurse.metrics.Metrics;
import io.camelpurse.metrics.PurseMeter;
import io.camelpurse.redirect.SigningKeySources;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The figures of a component and its endpoints, for JMX, the developer console and Micrometer. A meter registry is
 * searched for when an endpoint starts, since it may be bound after the component was started.
 */
final class ComponentMetrics {

    private final PurseComponent component;
    private final ComponentName name;
    private final PurseClients clients;
    private final SigningKeySources signingKeys;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Metrics metrics = Metrics.NONE;

    ComponentMetrics(
            PurseComponent component, ComponentName name, PurseClients clients, SigningKeySources signingKeys) {
        this.component = component;
        this.name = name;
        this.clients = clients;
        this.signingKeys = signingKeys;
    }

    /** Where endpoints count. */
    Metrics metrics() {
        return metrics;
    }

    ClientFigures clientFigures() {
        return clients.figures();
    }

    /** {@code null} if no signing keys are known. */
    Duration signingKeysAge() {
        return signingKeys.age();
    }

    void watchCalls(PurseOperation operation) {
        find();
        metrics.watch(
                PurseMeter.ACTIVE_CALLS,
                () -> endpoints()
                        .filter(endpoint -> endpoint.getOperation() == operation)
                        .mapToLong(PurseEndpoint::getActiveCalls)
                        .sum(),
                operation.name());
    }

    void watchWebhooks() {
        find();
        metrics.watch(PurseMeter.WEBHOOK_AGE, () -> seconds(webhookAge()));
    }

    void close() {
        metrics.close();
    }

    private void find() {
        lock.lock();
        try {
            if (metrics == Metrics.NONE) {
                metrics = Metrics.of(component.getCamelContext(), name.value());
                watchClients();
            }
        } finally {
            lock.unlock();
        }
    }

    private void watchClients() {
        watch(PurseMeter.RETRIES, ClientFigures::retries);
        watch(PurseMeter.RETRY_BUDGET, ClientFigures::retryBudget);
        watch(PurseMeter.TOKEN_AGE, figures -> seconds(figures.tokenAge()));
        watch(PurseMeter.TOKEN_FETCHES, ClientFigures::tokenFetches, "success");
        watch(PurseMeter.TOKEN_FETCHES, ClientFigures::tokenFailures, "failure");
        watch(PurseMeter.CONNECTIONS, ClientFigures::leasedConnections, "leased");
        watch(PurseMeter.CONNECTIONS, ClientFigures::availableConnections, "available");
        watch(PurseMeter.CONNECTIONS, ClientFigures::pendingCalls, "pending");
        metrics.watch(PurseMeter.SIGNING_KEYS_AGE, () -> seconds(signingKeysAge()));
    }

    private void watch(PurseMeter meter, Function<ClientFigures, Number> figure, String... tags) {
        metrics.watch(meter, () -> figure.apply(clientFigures()), tags);
    }

    private Duration webhookAge() {
        return endpoints()
                .map(endpoint -> endpoint.webhookCounters().lastReceived())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(received -> Duration.between(received, component.time().instant()))
                .orElse(null);
    }

    private Stream<PurseEndpoint> endpoints() {
        return component.getCamelContext().getEndpoints().stream()
                .filter(PurseEndpoint.class::isInstance)
                .map(PurseEndpoint.class::cast)
                .filter(endpoint -> endpoint.getComponent() == component);
    }

    static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
