package io.camelpurse;

import io.camelpurse.client.ClientFigures;
import io.camelpurse.client.PurseClients;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import io.camelpurse.metrics.PurseMeter;
import io.camelpurse.producer.CallCounters;
import io.camelpurse.producer.CallResult;
import io.camelpurse.redirect.SigningKeySources;
import io.camelpurse.webhook.WebhookCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/**
 * The metrics of a component and all its endpoints, for JMX, the developer console and Micrometer. A meter registry is
 * searched for when an endpoint starts, since it may be bound after the component was started.
 */
final class ComponentMetrics {

    private final TimeSource time;
    private final Metrics metrics = new Metrics();
    private final Map<PurseOperation, CallCounters> calls = new ConcurrentHashMap<>();
    private final WebhookCounters webhooks = new WebhookCounters();
    private volatile PurseClients clients;
    private volatile SigningKeySources signingKeys;

    ComponentMetrics(TimeSource time) {
        this.time = time;
    }

    /** Counts the calls of a new endpoint. */
    CallCounters callCounters(PurseOperation operation) {
        return total(operation).ofEndpoint();
    }

    /** Counts the webhook requests of a new endpoint. */
    WebhookCounters webhookCounters() {
        return webhooks.ofEndpoint();
    }

    /** The present values of all counters and gauges, by name and tags. */
    SortedMap<String, Number> values() {
        return metrics.values();
    }

    ClientFigures clientFigures() {
        return clients == null ? ClientFigures.NONE : clients.figures();
    }

    /** {@code null} if no signing keys are needed. */
    Duration signingKeysAge() {
        return signingKeys == null ? null : signingKeys.age();
    }

    /** The component has started. */
    void start(PurseClients componentClients, SigningKeySources componentKeys) {
        clients = componentClients;
        signingKeys = componentKeys;
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

    /** An endpoint starts to call. Counters begin at 0: an alert sees only a change of what was there before. */
    void watchCalls(PurseOperation operation) {
        CallCounters total = total(operation);
        String name = operation.name();
        for (CallResult result : CallResult.values()) {
            metrics.watch(PurseMeter.CALLS, () -> total.ended(result), name, result.tag());
        }
        metrics.watch(PurseMeter.ACTIVE_CALLS, total::active, name);
        if (operation.movesMoney()) {
            metrics.watch(PurseMeter.MONEY_OPERATIONS, total::moneyOperations, name);
            metrics.watch(PurseMeter.DUPLICATES, total::duplicates, name);
        }
    }

    /** A route starts to receive. */
    void watchWebhooks() {
        Instant since = time.instant();
        webhooks.show(metrics);
        metrics.watch(PurseMeter.WEBHOOK_AGE, () -> seconds(webhookAge(since)));
    }

    void export(CamelContext context, ComponentName name) {
        metrics.export(context, name.value());
    }

    void close() {
        metrics.close();
    }

    private CallCounters total(PurseOperation operation) {
        return calls.computeIfAbsent(operation, added -> new CallCounters(added, time, metrics));
    }

    private void watch(PurseMeter meter, Function<ClientFigures, Number> figure, String... tags) {
        metrics.watch(meter, () -> figure.apply(clientFigures()), tags);
    }

    private Duration webhookAge(Instant since) {
        Instant received = webhooks.lastReceived();
        return Duration.between(received == null ? since : received, time.instant());
    }

    static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
