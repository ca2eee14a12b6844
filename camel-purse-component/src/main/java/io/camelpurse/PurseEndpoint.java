package io.camelpurse;

import io.camelpurse.client.PurseClient;
import io.camelpurse.redirect.SigningKeySource;
import io.camelpurse.webhook.DeliveryGuard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Take payments through Purse: sessions, payment links, captures, refunds and voids.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "purse",
        title = "Purse",
        syntax = "purse:operation",
        category = {Category.SAAS, Category.FINANCE},
        headersClass = PurseConstants.class)
@ManagedResource(description = "Managed PurseEndpoint")
public class PurseEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(description = "The operation of the Payment API.")
    @Metadata(required = true)
    private PurseOperation operation;

    @UriParam
    private PurseConfiguration configuration;

    @UriParam(label = "producer")
    private String paymentId;

    @UriParam(label = "producer")
    private String clientSessionId;

    @UriParam(label = "producer")
    private String paymentLinkId;

    @UriParam(label = "producer")
    private String redirectionExpectedClientSessionId;

    private final CallCounters counters = new CallCounters();
    private final WebhookCounters webhookCounters = new WebhookCounters();
    private final AtomicBoolean warnedOfRandomKey = new AtomicBoolean();
    /** What the component was configured with when this endpoint was made. */
    private PurseConfiguration inherited;

    private DeliveryGuard webhookGuard;
    private volatile Executor webhookThreads;

    public PurseEndpoint() {}

    public PurseEndpoint(
            String uri, PurseComponent component, PurseOperation operation, PurseConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration.copy();
        this.inherited = component.getConfiguration().copy();
    }

    @Override
    public Producer createProducer() {
        if (operation == PurseOperation.webhook) {
            throw new UnsupportedOperationException(
                    "purse:webhook receives what Purse tells, so it belongs into from()");
        }
        return new PurseProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != PurseOperation.webhook) {
            throw new UnsupportedOperationException("purse:" + operation
                    + " calls Purse, so it belongs into to(): only purse:webhook can stand in from()");
        }
        PurseConsumer consumer = new PurseConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** What stands between the HTTP engine and the route, whoever owns the engine's consumer. */
    WebhookHandler webhookHandler(DefaultConsumer consumer) throws Exception {
        checkOptions();
        return new WebhookSetup(configuration).handler(this, consumer);
    }

    /** {@code null} if this endpoint has received no webhook. */
    Executor webhookThreads() {
        return webhookThreads;
    }

    void setWebhookThreads(Executor webhookThreads) {
        this.webhookThreads = webhookThreads;
    }

    /** Called while a route starts, by one thread. */
    DeliveryGuard webhookGuard() {
        if (webhookGuard == null) {
            webhookGuard = new WebhookSetup(configuration).guard(getCamelContext());
        }
        return webhookGuard;
    }

    WebhookCounters webhookCounters() {
        return webhookCounters;
    }

    /** The component's client for this endpoint's account and limits. */
    PurseClient client() throws Exception {
        checkOptions();
        EndpointSettings settings = new EndpointSettings(configuration);
        PurseComponent component = (PurseComponent) getComponent();
        return component
                .clients()
                .client(
                        settings.account(),
                        settings.connections(),
                        settings.calls(secrets()),
                        configuration.getHttpClient());
    }

    /** Again what was checked when the endpoint was made: its options can be changed since. */
    private void checkOptions() throws PurseValidationException {
        new OptionCheck(configuration).check();
        PurseConfiguration component = ((PurseComponent) getComponent()).getConfiguration();
        if (inherited != null) {
            new CredentialScope(inherited, configuration).apply(operation);
        }
        new CredentialScope(component, configuration).apply(operation);
    }

    /** Those of the component and of its other endpoints too, now and later: Purse may repeat any of them here. */
    List<String> secrets() {
        PurseComponent component = (PurseComponent) getComponent();
        component.secrets().add(component.getConfiguration());
        component.secrets().add(configuration);
        return component.secrets().all();
    }

    /** The component's keys to check redirection data of this endpoint's account with. */
    SigningKeySource signingKeys() throws Exception {
        EndpointSettings settings = new EndpointSettings(configuration);
        PurseComponent component = (PurseComponent) getComponent();
        return component.signingKeys().source(client(), settings.account(), settings.apiUrl(), settings.signingKeys());
    }

    CallCounters counters() {
        return counters;
    }

    /** Shared by all producers, so that an endpoint warns once. */
    AtomicBoolean warnedOfRandomKey() {
        return warnedOfRandomKey;
    }

    @ManagedAttribute(description = "Calls made, each counted once however often it was sent")
    public long getCalls() {
        return counters.calls();
    }

    @ManagedAttribute(description = "Calls that ended in an exception")
    public long getFailures() {
        return counters.failures();
    }

    @ManagedAttribute(description = "Calls of which nobody knows whether they were carried out")
    public long getUnknownOutcomes() {
        return counters.unknownOutcomes();
    }

    @ManagedAttribute(description = "Captures, refunds and voids that were made")
    public long getMoneyOperations() {
        return counters.moneyOperations();
    }

    @ManagedAttribute(description = "Captures, refunds and voids that had been made before and were found")
    public long getDuplicates() {
        return counters.duplicates();
    }

    @ManagedAttribute(description = "Webhooks that the route dealt with")
    public long getWebhooksProcessed() {
        return webhookCounters.acceptedCount();
    }

    @ManagedAttribute(description = "Webhooks that had been dealt with before")
    public long getWebhookDuplicates() {
        return webhookCounters.duplicateCount();
    }

    @ManagedAttribute(description = "Webhooks of a lower version than one that had been dealt with")
    public long getWebhooksStale() {
        return webhookCounters.staleCount();
    }

    @ManagedAttribute(description = "Webhooks that the route failed for")
    public long getWebhookRouteFailures() {
        return webhookCounters.routeFailureCount();
    }

    @ManagedAttribute(description = "Webhook calls that were not let in, by reason")
    public String getWebhooksRejected() {
        return webhookCounters.refusedCounts().toString();
    }

    @ManagedAttribute(description = "When a webhook call carried the token last")
    public String getWebhookLastReceived() {
        Instant lastReceived = webhookCounters.lastReceived();
        return lastReceived == null ? null : lastReceived.toString();
    }

    public PurseOperation getOperation() {
        return operation;
    }

    public void setOperation(PurseOperation operation) {
        this.operation = operation;
    }

    public PurseConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PurseConfiguration configuration) {
        this.configuration = configuration.copy();
    }

    public String getPaymentId() {
        return paymentId;
    }

    /**
     * The payment that the call is about. Wins over the header CamelPursePaymentId.
     */
    public void setPaymentId(String paymentId) {
        this.paymentId = paymentId;
    }

    public String getClientSessionId() {
        return clientSessionId;
    }

    /**
     * The client session that the call is about. Wins over the header CamelPurseClientSessionId.
     */
    public void setClientSessionId(String clientSessionId) {
        this.clientSessionId = clientSessionId;
    }

    public String getPaymentLinkId() {
        return paymentLinkId;
    }

    /**
     * The payment link that the call is about. Wins over the header CamelPursePaymentLinkId.
     */
    public void setPaymentLinkId(String paymentLinkId) {
        this.paymentLinkId = paymentLinkId;
    }

    public String getRedirectionExpectedClientSessionId() {
        return redirectionExpectedClientSessionId;
    }

    /**
     * The client session that redirection data has to be about, where the header CamelPurseExpectedClientSessionId is not
     * there.
     */
    public void setRedirectionExpectedClientSessionId(String redirectionExpectedClientSessionId) {
        this.redirectionExpectedClientSessionId = redirectionExpectedClientSessionId;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getApiUrl();
    }

    @Override
    public String getServiceProtocol() {
        String apiUrl = configuration.getApiUrl();
        return apiUrl != null && apiUrl.toLowerCase(Locale.ROOT).startsWith("http:") ? "http" : "https";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return configuration.getEntityId() == null ? null : Map.of("entityId", configuration.getEntityId());
    }
}
