package io.camelpurse;

import io.camelpurse.client.ClientSettings;
import io.camelpurse.client.PurseClient;
import io.camelpurse.producer.OperationCall;
import io.camelpurse.producer.OperationCallFactory;
import io.camelpurse.producer.OperationCallSource;
import io.camelpurse.producer.PurseProducer;
import io.camelpurse.redirect.RedirectionCheck;
import io.camelpurse.redirect.SigningKeySettings;
import io.camelpurse.redirect.SigningKeySource;
import io.camelpurse.webhook.PurseConsumer;
import io.camelpurse.webhook.WebhookHandler;
import io.camelpurse.webhook.WebhookHandlerFactory;
import io.camelpurse.webhook.WebhookHealth;
import io.camelpurse.webhook.WebhookSilence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Service;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

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
public class PurseEndpoint extends CountingEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(
            description = "Operation to execute. webhook receives notifications and is for from() only,"
                    + " all others are for to().")
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

    @UriParam(label = "producer,redirection")
    private String redirectionExpectedClientSessionId;

    /** Shared by all producers, so that they warn once. An operation has one thing to warn of. */
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Configuration of the component when this endpoint was created. */
    private PurseConfiguration inherited;

    private WebhookHandlerFactory webhookHandlers;

    /** Of the consumer that was created last. */
    private volatile WebhookHandler webhookHandler;

    /** Creates an endpoint without an operation, for tools that read its options. */
    public PurseEndpoint() {}

    /**
     * Creates an endpoint.
     *
     * @param uri           the URI of the endpoint
     * @param component     the component that it belongs to
     * @param operation     the operation that it calls
     * @param configuration the options, which are copied
     */
    public PurseEndpoint(
            String uri, PurseComponent component, PurseOperation operation, PurseConfiguration configuration) {
        super(uri, component, operation);
        this.operation = operation;
        this.configuration = configuration.copy();
        this.inherited = component.getConfiguration().copy();
    }

    @Override
    public Producer createProducer() {
        if (operation.receives()) {
            throw new UnsupportedOperationException(
                    "purse:webhook receives notifications of Purse, so use it in from()");
        }
        return new PurseProducer(this, operation, callCounters(), new Calls(), this::continuation);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!operation.receives()) {
            throw new UnsupportedOperationException(
                    "purse:" + operation + " calls Purse, so use it in to(): only purse:webhook can be used in from()");
        }
        PurseConsumer consumer = new PurseConsumer(
                this,
                processor,
                configuration,
                this::webhookHandler,
                this::webhookHealthCheck,
                this::webhookSilenceCheck);
        configureConsumer(consumer);
        return consumer;
    }

    /** Creates the handler between the HTTP engine and the route, for our own consumer and that of camel-webhook. */
    WebhookHandler webhookHandler(DefaultConsumer consumer) throws Exception {
        checkOptions();
        if (configuration.isWebhookDeduplicate() || configuration.isWebhookDropStale()) {
            startRepository(configuration.getWebhookIdempotentRepository());
        }
        if (configuration.isWebhookDropStale()) {
            startRepository(configuration.getWebhookVersionRepository());
        }
        component().receivesWebhooks();
        if (webhookHandlers == null) {
            webhookHandlers = new WebhookHandlerFactory(
                    configuration, webhookCounters(), this::client, component().time());
        }
        webhookHandler = webhookHandlers.create(consumer, secrets());
        return webhookHandler;
    }

    private HealthCheck webhookHealthCheck(PurseConsumer consumer) {
        if (!component().isHealthCheckConsumerEnabled()) {
            return null;
        }
        return new PurseHealthCheck(
                webhookCheckId(consumer),
                true,
                new WebhookHealth(consumer, configuration.getWebhookPath(), webhookCounters())::describe);
    }

    private Optional<HealthCheck> webhookSilenceCheck(PurseConsumer consumer) {
        if (!component().isHealthCheckConsumerEnabled() || configuration.getWebhookSilencePeriod() == null) {
            return Optional.empty();
        }
        WebhookSilence silence = new WebhookSilence(
                webhookCounters(),
                Duration.ofMillis(configuration.getWebhookSilencePeriod()),
                component().time(),
                component().time().instant());
        return Optional.of(new PurseHealthCheck(webhookCheckId(consumer) + "-notifications", false, silence::describe));
    }

    private String webhookCheckId(PurseConsumer consumer) {
        return "consumer:" + ComponentName.of(getCamelContext(), component()).value() + "-webhook-"
                + consumer.getRouteId();
    }

    /** The component's client for this endpoint's account and limits. */
    PurseClient client() throws Exception {
        return client(settings());
    }

    private PurseClient client(ClientSettings settings) throws Exception {
        return component().clients().client(settings, configuration.getHttpClient());
    }

    private ClientSettings settings() throws PurseValidationException {
        checkOptions();
        return ClientSettings.of(configuration, secrets());
    }

    private PurseComponent component() {
        return (PurseComponent) getComponent();
    }

    /** Checks again what was checked when the endpoint was created: options may have been changed since. */
    private void checkOptions() throws PurseValidationException {
        new OptionCheck(configuration).check();
        for (ResourceId resource : ResourceId.values()) {
            OptionCheck.id(resource.option(), resource.header(), idInUri(resource));
        }
        OptionCheck.id(
                "redirectionExpectedClientSessionId",
                PurseConstants.EXPECTED_CLIENT_SESSION_ID,
                redirectionExpectedClientSessionId);
        if (inherited != null) {
            new CredentialScope(inherited, configuration).apply(operation);
        }
        new CredentialScope(component().getConfiguration(), configuration).apply(operation);
    }

    /** Those of the component and its other endpoints too, now and later: a response may repeat any of them. */
    private List<String> secrets() {
        ConfiguredSecrets secrets = component().secrets();
        secrets.add(component().getConfiguration());
        secrets.add(configuration);
        return secrets.all();
    }

    /**
     * Starts a repository that was passed in. Whoever starts it stops it: one that is started already is left alone,
     * and one that is started here becomes a service of the context, which stops it after its routes, as with Camel's
     * file component. It does not stop with a single endpoint, since others may use the same repository.
     */
    private void startRepository(Service repository) throws Exception {
        if (repository == null) {
            return;
        }
        CamelContextAware.trySetCamelContext(repository, getCamelContext());
        if (!ServiceHelper.isStarted(repository) && !getCamelContext().hasService(repository)) {
            getCamelContext().addService(repository, true, true);
        }
    }

    /** The calls of one producer. */
    private final class Calls implements OperationCallSource {

        private PurseClient client;

        @Override
        public OperationCall start() throws Exception {
            ClientSettings settings = settings();
            client = client(settings);
            component().startsCalls(operation, client);
            String id = operation.resourceId().map(PurseEndpoint.this::idInUri).orElse(null);
            return new OperationCallFactory(client, configuration, id, callCounters(), warned)
                    .create(operation, () -> redirectionCheck(client, settings));
        }

        @Override
        public void stop() {
            if (client != null) {
                component().clients().release(client);
                client = null;
            }
        }
    }

    private String idInUri(ResourceId resource) {
        return switch (resource) {
            case PAYMENT -> paymentId;
            case CLIENT_SESSION -> clientSessionId;
            case PAYMENT_LINK -> paymentLinkId;
        };
    }

    private RedirectionCheck redirectionCheck(PurseClient client, ClientSettings settings) throws Exception {
        startRepository(configuration.getRedirectionIdempotentRepository());
        component().verifiesRedirections();
        SigningKeySource keys = component()
                .signingKeys()
                .source(client, settings.account(), settings.calls().apiUrl(), SigningKeySettings.of(configuration));
        return RedirectionCheck.of(
                configuration,
                redirectionExpectedClientSessionId,
                keys,
                client,
                component().worker());
    }

    private Executor continuation(Exchange exchange) {
        Executor worker = worker(exchange);
        return configuration.isContinueOnIoThread() ? work -> continueOnIoThread(work, worker) : worker;
    }

    private void continueOnIoThread(Runnable work, Executor worker) {
        if (component().clients().isOnIoThread()) {
            work.run();
        } else {
            worker.execute(work);
        }
    }

    /**
     * A webhook route continues on its own threads: slow ones would otherwise occupy the threads of all calls. Camel
     * keeps the endpoint that an exchange comes from in each copy of the exchange.
     */
    private Executor worker(Exchange exchange) {
        Executor webhooks = exchange.getFromEndpoint() instanceof PurseEndpoint from ? from.webhookThreads() : null;
        return webhooks == null ? component().worker() : webhooks;
    }

    private Executor webhookThreads() {
        WebhookHandler handler = webhookHandler;
        return handler == null ? null : handler.threads();
    }

    public PurseOperation getOperation() {
        return operation;
    }

    /**
     * Operation that the endpoint calls.
     */
    public void setOperation(PurseOperation operation) {
        this.operation = operation;
    }

    public PurseConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * Options of the endpoint.
     */
    public void setConfiguration(PurseConfiguration configuration) {
        this.configuration = configuration.copy();
    }

    public String getPaymentId() {
        return paymentId;
    }

    /**
     * Id of the payment that the call is about. Default: the header CamelPursePaymentId, which the option overrides.
     */
    public void setPaymentId(String paymentId) {
        this.paymentId = paymentId;
    }

    public String getClientSessionId() {
        return clientSessionId;
    }

    /**
     * Id of the client session that the call is about. Default: the header
     * CamelPurseClientSessionId, which the option overrides.
     */
    public void setClientSessionId(String clientSessionId) {
        this.clientSessionId = clientSessionId;
    }

    public String getPaymentLinkId() {
        return paymentLinkId;
    }

    /**
     * Id of the payment link that the call is about. Default: the header
     * CamelPursePaymentLinkId, which the option overrides.
     */
    public void setPaymentLinkId(String paymentLinkId) {
        this.paymentLinkId = paymentLinkId;
    }

    public String getRedirectionExpectedClientSessionId() {
        return redirectionExpectedClientSessionId;
    }

    /**
     * Id of the client session that redirection data must be about; other data is rejected. The header
     * CamelPurseExpectedClientSessionId takes precedence. Default: any client session.
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
