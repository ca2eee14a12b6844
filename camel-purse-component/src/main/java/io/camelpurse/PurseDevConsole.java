package io.camelpurse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/** Shows the counters of the endpoints: calls to Purse, and webhook notifications. */
@DevConsole(name = "purse", displayName = "Purse", description = "Calls to Purse and webhook notifications from it")
public class PurseDevConsole extends AbstractDevConsole {

    /** Creates the console, which Camel finds by its id {@code purse}. */
    public PurseDevConsole() {
        super("camel", "purse", "Purse", "Calls to Purse and webhook notifications from it");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return Stream.concat(
                        components().stream().map(component -> row(component).toString()),
                        endpoints().stream().map(endpoint -> endpoint + System.lineSeparator() + row(endpoint)))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonObject json = new JsonObject();
        json.put("components", components().stream().map(PurseDevConsole::row).toList());
        json.put(
                "endpoints",
                endpoints().stream()
                        .map(endpoint -> {
                            JsonObject row = row(endpoint);
                            row.put("uri", endpoint.toString());
                            return row;
                        })
                        .toList());
        return json;
    }

    private List<PurseEndpoint> endpoints() {
        return getCamelContext().getEndpoints().stream()
                .filter(PurseEndpoint.class::isInstance)
                .map(PurseEndpoint.class::cast)
                .toList();
    }

    private List<PurseComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(getCamelContext()::hasComponent)
                .filter(PurseComponent.class::isInstance)
                .map(PurseComponent.class::cast)
                .filter(PurseComponent::isStarted)
                .toList();
    }

    private static JsonObject row(PurseComponent component) {
        JsonObject row = new JsonObject();
        row.put(
                "component",
                ComponentName.of(component.getCamelContext(), component).value());
        row.put("retries", component.getRetries());
        row.put("retryBudgetLeft", component.getRetryBudgetLeft());
        row.put("tokenAge", component.getTokenAge());
        row.put("tokenFetches", component.getTokenFetches());
        row.put("tokenFailures", component.getTokenFailures());
        row.put("leasedConnections", component.getLeasedConnections());
        row.put("availableConnections", component.getAvailableConnections());
        row.put("pendingCalls", component.getPendingCalls());
        row.put("signingKeysAge", component.getSigningKeysAge());
        row.put("metrics", new JsonObject(component.getMetrics()));
        return row;
    }

    private static JsonObject row(PurseEndpoint endpoint) {
        JsonObject row = new JsonObject();
        if (endpoint.getOperation().receives()) {
            row.put("processed", endpoint.getWebhooksProcessed());
            row.put("duplicates", endpoint.getWebhookDuplicates());
            row.put("stale", endpoint.getWebhooksStale());
            row.put("routeFailures", endpoint.getWebhookRouteFailures());
            row.put("failures", endpoint.getWebhookFailures());
            row.put("rejected", endpoint.webhookCounters().rejectedCounts());
            if (endpoint.getWebhookLastReceived() != null) {
                row.put("lastReceived", endpoint.getWebhookLastReceived());
            }
        } else {
            row.put("calls", endpoint.getCalls());
            row.put("active", endpoint.getActiveCalls());
            row.put("failures", endpoint.getFailures());
            row.put("unknownOutcomes", endpoint.getUnknownOutcomes());
            row.put("moneyOperations", endpoint.getMoneyOperations());
            row.put("duplicates", endpoint.getDuplicates());
        }
        return row;
    }
}
