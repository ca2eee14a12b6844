package io.camelpurse;

import io.camelpurse.client.PurseClients;
import io.camelpurse.redirect.SigningKeySources;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Calls the operations of the Purse Payment API v2.
 */
@Component("purse")
public class PurseComponent extends HealthCheckComponent {

    private static final String WEBHOOK_CAPABLE = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    @Metadata
    private PurseConfiguration configuration = new PurseConfiguration();

    private PurseClients clients;
    private RouteThreads worker;
    private SigningKeySources signingKeys;

    public PurseComponent() {}

    public PurseComponent(CamelContext context) {
        super(context);
    }

    public PurseConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * Options that every endpoint of the component starts with.
     */
    public void setConfiguration(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new OptionConfigurer(
                super.getComponentPropertyConfigurer(), component -> ((PurseComponent) component).configuration);
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new OptionConfigurer(
                super.getEndpointPropertyConfigurer(), endpoint -> ((PurseEndpoint) endpoint).getConfiguration());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PurseOperation operation = PurseOperation.named(remaining);
        PurseEndpoint endpoint = endpoint(uri, operation);
        setProperties(endpoint, parameters);
        new CredentialScope(configuration, endpoint.getConfiguration()).apply(operation);
        return endpoint;
    }

    private PurseEndpoint endpoint(String uri, PurseOperation operation) {
        boolean camelWebhook = operation == PurseOperation.webhook
                && getCamelContext().getClassResolver().resolveClass(WEBHOOK_CAPABLE) != null;
        return camelWebhook
                ? WebhookCapablePurseEndpoint.create(uri, this, operation, configuration.copy())
                : new PurseEndpoint(uri, this, operation, configuration.copy());
    }

    PurseClients clients() {
        return clients;
    }

    SigningKeySources signingKeys() {
        return signingKeys;
    }

    /** Carries routes on after an answer, so that no route runs on the thread that serves all connections. */
    Executor worker() {
        return worker;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ComponentName name = ComponentName.of(getCamelContext(), this);
        clients = new PurseClients(getCamelContext(), Clock.systemUTC(), name.threadSuffix());
        ServiceHelper.startService(clients);
        worker = new RouteThreads(getCamelContext(), this, name);
        signingKeys = new SigningKeySources(
                getCamelContext(), name.value(), name.thread("PurseKeys"), isHealthCheckProducerEnabled());
    }

    @Override
    protected void doStop() throws Exception {
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
