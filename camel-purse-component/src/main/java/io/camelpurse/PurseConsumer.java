package io.camelpurse;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** Receives webhooks on whatever HTTP engine the runtime has. */
final class PurseConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    /**
     * By which options an engine hands on a body that it has not put into memory. Not platform-http: what that one calls
     * streaming keeps the body first, and leaves out the limit that it otherwise puts to it.
     */
    private static final Map<String, Map<String, Object>> ENGINE_OPTIONS = Map.of(
            // How long a route may take is not the engine's affair.
            "jetty", Map.of("disableStreamCache", true, "continuationTimeout", 0),
            "servlet", Map.of("disableStreamCache", true));

    private WebhookHandler handler;
    private Consumer http;

    PurseConsumer(PurseEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        setExceptionHandler(new WebhookFailureLog());
    }

    @Override
    public PurseEndpoint getEndpoint() {
        return (PurseEndpoint) super.getEndpoint();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /** What was acknowledged before its route was done must not be lost. */
    @Override
    public int getPendingExchangesSize() {
        return handler == null ? 0 : handler.inProgress();
    }

    /** Those that are still arriving; for tests. */
    WebhookBodies bodies() {
        return handler.bodies();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {}

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PurseConfiguration configuration = getEndpoint().getConfiguration();
        String path = new WebhookSetup(configuration).path();
        HttpEngine engine = HttpEngine.of(getEndpoint().getCamelContext(), configuration.getWebhookComponent());
        RestConsumerFactory factory = engine.factory();
        handler = getEndpoint().webhookHandler(this);
        ServiceHelper.startService(handler);
        http = factory.createConsumer(
                getEndpoint().getCamelContext(),
                handler,
                "POST",
                path,
                null,
                null,
                null,
                engine.restConfiguration(getEndpoint().getCamelContext()),
                ENGINE_OPTIONS.getOrDefault(engine.name(), Map.of()));
        ServiceHelper.startService(http);
        PurseComponent component = (PurseComponent) getEndpoint().getComponent();
        setHealthCheck(
                component.isHealthCheckConsumerEnabled()
                        ? new WebhookHealthCheck(ComponentName.of(getEndpoint().getCamelContext(), component), this)
                        : null);
    }

    /** Whether notifications reach the route. */
    boolean isReceiving() {
        return isStarted() && ServiceHelper.isStarted(handler) && ServiceHelper.isStarted(http);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownServices(http, handler);
        super.doStop();
    }

    /** The engine goes on listening: it would say 404, which tells the sender not to redeliver. */
    @Override
    protected void doSuspend() throws Exception {
        ServiceHelper.suspendService(handler);
    }

    @Override
    protected void doResume() throws Exception {
        ServiceHelper.resumeService(handler);
    }
}
