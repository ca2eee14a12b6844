package io.camelpurse;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** Receives webhooks on whatever HTTP engine the runtime has. */
final class PurseConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    /**
     * By which option an engine hands on a body that it has not put into memory. Not platform-http: what that one calls
     * streaming keeps the body first, and leaves out the limit that it otherwise puts to it.
     */
    private static final Map<String, String> STREAMING_OPTIONS = Map.of(
            "undertow", "useStreaming",
            "jetty", "disableStreamCache",
            "servlet", "disableStreamCache",
            "netty-http", "disableStreamCache");

    private WebhookHandler handler;
    private Consumer http;

    PurseConsumer(PurseEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
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
        return handler == null ? 0 : handler.underWay();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {}

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PurseConfiguration configuration = getEndpoint().getConfiguration();
        HttpEngine engine = HttpEngine.of(getEndpoint().getCamelContext(), configuration.getWebhookComponent());
        RestConsumerFactory factory = engine.factory();
        RestConfiguration rest =
                CamelContextHelper.getRestConfiguration(getEndpoint().getCamelContext(), null, engine.name());
        handler = getEndpoint().webhookHandler(getAsyncProcessor());
        String streaming = STREAMING_OPTIONS.get(engine.name());
        http = factory.createConsumer(
                getEndpoint().getCamelContext(),
                handler,
                "POST",
                configuration.getWebhookPath(),
                null,
                null,
                null,
                rest,
                streaming == null ? Map.of() : Map.of(streaming, true));
        ServiceHelper.startService(http);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownService(http);
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        ServiceHelper.suspendService(http);
    }

    @Override
    protected void doResume() throws Exception {
        ServiceHelper.resumeService(http);
    }
}
