package io.camelpurse;

import io.camelpurse.producer.CallCounters;
import io.camelpurse.producer.CallResult;
import io.camelpurse.webhook.WebhookCounters;
import java.time.Instant;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultEndpoint;

/**
 * An endpoint that counts its calls and webhook notifications, and shows the counters over JMX. A base class, since
 * Camel registers the endpoint itself and searches for annotations in its class and superclasses.
 */
@ManagedResource(description = "Endpoint that calls Purse or receives its webhook notifications")
abstract class CountingEndpoint extends DefaultEndpoint {

    private final CallCounters callCounters;
    private final WebhookCounters webhookCounters;

    /** For tools: nothing is counted. */
    CountingEndpoint() {
        callCounters = null;
        webhookCounters = null;
    }

    CountingEndpoint(String uri, PurseComponent component, PurseOperation operation) {
        super(uri, component);
        this.callCounters = component.metrics().callCounters(operation);
        this.webhookCounters = component.metrics().webhookCounters();
    }

    CallCounters callCounters() {
        return callCounters;
    }

    WebhookCounters webhookCounters() {
        return webhookCounters;
    }

    @ManagedAttribute(description = "Number of calls, each counted once regardless of retries")
    public long getCalls() {
        return callCounters.calls();
    }

    @ManagedAttribute(description = "Number of calls that have not ended yet")
    public long getActiveCalls() {
        return callCounters.active();
    }

    @ManagedAttribute(description = "Number of calls that ended with an exception")
    public long getFailures() {
        return callCounters.failures();
    }

    @ManagedAttribute(description = "Number of calls whose outcome is unknown: the request may have been executed")
    public long getUnknownOutcomes() {
        return callCounters.ended(CallResult.UNKNOWN);
    }

    @ManagedAttribute(description = "Number of captures, refunds and voids that were executed")
    public long getMoneyOperations() {
        return callCounters.moneyOperations();
    }

    @ManagedAttribute(
            description = "Number of captures, refunds and voids that had been executed before and were found")
    public long getDuplicates() {
        return callCounters.duplicates();
    }

    @ManagedAttribute(description = "Number of webhook notifications that the route processed")
    public long getWebhooksProcessed() {
        return webhookCounters.processedCount();
    }

    @ManagedAttribute(description = "Number of duplicate webhook notifications, acknowledged without running the route")
    public long getWebhookDuplicates() {
        return webhookCounters.duplicateCount();
    }

    @ManagedAttribute(description = "Number of webhook notifications with a lower version than one that was processed")
    public long getWebhooksStale() {
        return webhookCounters.staleCount();
    }

    @ManagedAttribute(description = "Number of webhook notifications whose route failed")
    public long getWebhookRouteFailures() {
        return webhookCounters.routeFailureCount();
    }

    @ManagedAttribute(description = "Number of webhook notifications that failed before or after the route")
    public long getWebhookFailures() {
        return webhookCounters.failureCount();
    }

    @ManagedAttribute(description = "Number of rejected webhook requests, by reason")
    public String getWebhooksRejected() {
        return webhookCounters.rejectedCounts().toString();
    }

    @ManagedAttribute(description = "Time of the last webhook request that carried the token")
    public String getWebhookLastReceived() {
        Instant lastReceived = webhookCounters.lastReceived();
        return lastReceived == null ? null : lastReceived.toString();
    }
}
