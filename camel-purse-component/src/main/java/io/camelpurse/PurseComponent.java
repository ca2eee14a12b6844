package io.camelpurse;

import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseClients;
import io.camelpurse.client.Randomness;
import io.camelpurse.client.TimeSource;
import io.camelpurse.redirect.SigningKeySources;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Calls the operations of the Purse Payment API v2.
 */
@Component("purse")
public class PurseComponent extends MeasuredComponent {

    private static final String WEBHOOK_CAPABLE = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    @Metadata
    private PurseConfiguration configuration = new PurseConfiguration();

    /** The configuration as it was before any option was set on this component itself. */
    private PurseConfiguration supplied = new PurseConfiguration();

    /** In lower case. */
    private final Set<String> optionsSet = new HashSet<>();

    private final TimeSource time;
    private final ComponentMetrics metrics;
    private final ConfiguredSecrets secrets = new ConfiguredSecrets();
    private PurseClients clients;
    private ContinuationThreads worker;
    private SigningKeySources signingKeys;
    private ComponentHealth health;

    /** Creates a component whose Camel context is set later. */
    public PurseComponent() {
        this(null, TimeSource.system());
    }

    /**
     * Creates a component of a Camel context.
     *
     * @param context the Camel context
     */
    public PurseComponent(CamelContext context) {
        this(context, TimeSource.system());
    }

    PurseComponent(CamelContext context, TimeSource time) {
        super(context);
        this.time = time;
        metrics = new ComponentMetrics(time);
    }

    public PurseConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * Options that every endpoint of the component starts with. They are copied, so that a later change to the object,
     * or to another component that was given it, changes nothing here. An option that is set on this component itself
     * takes precedence.
     */
    public void setConfiguration(PurseConfiguration configuration) {
        PurseConfiguration copy = configuration.copy();
        OptionMerge.copySet(this.configuration, supplied, optionsSet, copy);
        supplied = configuration.copy();
        this.configuration = copy;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new OptionConfigurer(
                super.getComponentPropertyConfigurer(),
                component -> ((PurseComponent) component).configuration,
                (component, option) -> ((PurseComponent) component).optionsSet.add(option));
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new OptionConfigurer(
                super.getEndpointPropertyConfigurer(),
                endpoint -> ((PurseEndpoint) endpoint).getConfiguration(),
                (endpoint, option) -> {});
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PurseOperation operation = PurseOperation.named(remaining);
        PurseEndpoint endpoint = endpoint(uri, operation);
        setProperties(endpoint, parameters);
        new CredentialScope(configuration, endpoint.getConfiguration()).apply(operation);
        return endpoint;
    }

    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        if (!parameters.isEmpty()) {
            throw new UnknownParametersException(uri, parameters.keySet());
        }
    }

    private PurseEndpoint endpoint(String uri, PurseOperation operation) {
        boolean camelWebhook =
                operation.receives() && getCamelContext().getClassResolver().resolveClass(WEBHOOK_CAPABLE) != null;
        return camelWebhook
                ? WebhookCapablePurseEndpoint.create(uri, this, operation, configuration.copy())
                : new PurseEndpoint(uri, this, operation, configuration.copy());
    }

    /**
     * Checks the value of each option, as endpoints do when they start. Nothing is sent.
     *
     * @throws IllegalArgumentException if the value of an option is not valid; the message names the option
     * @throws PurseValidationException if an amount, the currency or the reference is not valid
     */
    public void checkOptions() throws PurseValidationException {
        new OptionCheck(configuration).check();
    }

    @Override
    ComponentMetrics metrics() {
        return metrics;
    }

    /** An endpoint starts to receive notifications, with camel-webhook also where this component was not started. */
    void receivesWebhooks() {
        metrics.watchWebhooks();
        exportMetrics();
    }

    /** An endpoint starts to call Purse. */
    void startsCalls(PurseOperation operation, PurseClient client) {
        clients.use(client);
        metrics.watchCalls(operation);
        exportMetrics();
        if (isHealthCheckProducerEnabled()) {
            health.registerCalls();
        }
    }

    /** An endpoint starts to verify redirections. */
    void verifiesRedirections() {
        if (isHealthCheckProducerEnabled()) {
            health.registerSigningKeys();
        }
    }

    private void exportMetrics() {
        metrics.export(getCamelContext(), ComponentName.of(getCamelContext(), this));
    }

    TimeSource time() {
        return time;
    }

    ConfiguredSecrets secrets() {
        return secrets;
    }

    PurseClients clients() {
        return clients;
    }

    SigningKeySources signingKeys() {
        return signingKeys;
    }

    /** Carries routes on after a response, so that no route runs on the thread that serves all connections. */
    Executor worker() {
        return worker;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ComponentName name = ComponentName.of(getCamelContext(), this);
        clients = new PurseClients(getCamelContext(), time, Randomness.system(), name.threadSuffix());
        ServiceHelper.startService(clients);
        worker = new ContinuationThreads(getCamelContext(), this, name);
        signingKeys = new SigningKeySources(getCamelContext(), name.thread("PurseKeys"));
        health = new ComponentHealth(getCamelContext(), name, clients, signingKeys);
        metrics.start(clients, signingKeys);
    }

    @Override
    protected void doStop() throws Exception {
        if (health != null) {
            health.remove();
        }
        metrics.close();
        if (signingKeys != null) {
            signingKeys.stop();
        }
        ServiceHelper.stopService(clients);
        if (worker != null) {
            worker.stop();
        }
        super.doStop();
    }
}
