package io.camelpurse;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** Receives webhooks on whatever HTTP engine the runtime has. */
final class PurseConsumer extends DefaultConsumer {

    /** By which option an engine hands on a body that it has not put into memory. */
    private static final Map<String, String> STREAMING_OPTIONS = Map.of(
            "platform-http", "useStreaming",
            "undertow", "useStreaming",
            "jetty", "disableStreamCache",
            "servlet", "disableStreamCache",
            "netty-http", "disableStreamCache");

    private Consumer http;

    PurseConsumer(PurseEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public PurseEndpoint getEndpoint() {
        return (PurseEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PurseConfiguration configuration = getEndpoint().getConfiguration();
        HttpEngine engine = HttpEngine.of(getEndpoint().getCamelContext(), configuration.getWebhookComponent());
        RestConsumerFactory factory = engine.factory();
        RestConfiguration rest =
                CamelContextHelper.getRestConfiguration(getEndpoint().getCamelContext(), null, engine.name());
        String streaming = STREAMING_OPTIONS.get(engine.name());
        http = factory.createConsumer(
                getEndpoint().getCamelContext(),
                getEndpoint().webhookHandler(getAsyncProcessor()),
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
