package io.camelpurse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        return endpoints().stream()
                .map(endpoint -> endpoint + System.lineSeparator() + row(endpoint))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonObject json = new JsonObject();
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

    private static JsonObject row(PurseEndpoint endpoint) {
        JsonObject row = new JsonObject();
        if (endpoint.getOperation().receives()) {
            row.put("processed", endpoint.getWebhooksProcessed());
            row.put("duplicates", endpoint.getWebhookDuplicates());
            row.put("stale", endpoint.getWebhooksStale());
            row.put("routeFailures", endpoint.getWebhookRouteFailures());
            row.put("rejected", endpoint.webhookCounters().rejectedCounts());
            if (endpoint.getWebhookLastReceived() != null) {
                row.put("lastReceived", endpoint.getWebhookLastReceived());
            }
        } else {
            row.put("calls", endpoint.getCalls());
            row.put("failures", endpoint.getFailures());
            row.put("unknownOutcomes", endpoint.getUnknownOutcomes());
            row.put("moneyOperations", endpoint.getMoneyOperations());
            row.put("duplicates", endpoint.getDuplicates());
        }
        return row;
    }
}
