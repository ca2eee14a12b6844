package io.camelpurse;

import io.camelpurse.client.ClientFigures;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.HealthCheckComponent;

/**
 * A component that shows the figures of its clients over JMX. A base class, since Camel registers the component itself
 * and searches for annotations in its class and superclasses.
 */
@ManagedResource(description = "Component that calls Purse and receives its webhook notifications")
abstract class MeasuredComponent extends HealthCheckComponent {

    MeasuredComponent() {}

    MeasuredComponent(CamelContext context) {
        super(context);
    }

    abstract ComponentMetrics metrics();

    private ClientFigures figures() {
        return metrics().clientFigures();
    }

    @ManagedAttribute(description = "Counters and gauges of the component and all its endpoints, by name and tags")
    public Map<String, Number> getMetrics() {
        return metrics().values();
    }

    @ManagedAttribute(description = "Number of requests that were resent")
    public long getRetries() {
        return figures().retries();
    }

    @ManagedAttribute(description = "Number of retries that the retry budget allows at present")
    public Integer getRetryBudgetLeft() {
        return figures().retryBudget();
    }

    @ManagedAttribute(description = "Age of the access token in use, in seconds")
    public Long getTokenAge() {
        return ComponentMetrics.seconds(figures().tokenAge());
    }

    @ManagedAttribute(description = "Number of access tokens that were fetched")
    public long getTokenFetches() {
        return figures().tokenFetches();
    }

    @ManagedAttribute(description = "Number of access tokens that could not be fetched")
    public long getTokenFailures() {
        return figures().tokenFailures();
    }

    @ManagedAttribute(description = "Number of connections that a call uses")
    public int getLeasedConnections() {
        return figures().leasedConnections();
    }

    @ManagedAttribute(description = "Number of connections that are open and free")
    public int getAvailableConnections() {
        return figures().availableConnections();
    }

    @ManagedAttribute(description = "Number of calls that wait for a connection")
    public int getPendingCalls() {
        return figures().pendingCalls();
    }

    @ManagedAttribute(description = "Age of the signing keys, in seconds")
    public Long getSigningKeysAge() {
        return ComponentMetrics.seconds(metrics().signingKeysAge());
    }
}
