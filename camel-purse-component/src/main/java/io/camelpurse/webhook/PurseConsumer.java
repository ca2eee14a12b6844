package io.camelpurse.webhook;

import io.camelpurse.PurseConfiguration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.service.ServiceHelper;

/** Receives webhook notifications with the HTTP engine of the runtime. */
public final class PurseConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    /**
     * Options with which an engine passes a body that is not read into memory yet. None for platform-http: its
     * streaming buffers the body first, without the limit that applies otherwise.
     */
    private static final Map<String, Map<String, Object>> ENGINE_OPTIONS = Map.of(
            // The engine must not limit the time that a route takes.
            "jetty", Map.of("disableStreamCache", true, "continuationTimeout", 0),
            // The engine must not fail on a malformed form, which is rejected for its content type.
            "servlet", Map.of("disableStreamCache", true, "mapHttpMessageFormUrlEncodedBody", false));

    private static final String FORMS_OF_BINDING = "httpBinding.mapHttpMessageFormUrlEncodedBody";

    /** Paths that every engine matches literally: no encoding, no empty and no dot segment; or a parameter. */
    private static final Pattern PATH = Pattern.compile(
            "/(?:(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()+,=:@-]+|\\{\\w+})(?:/(?!/)|$))*", Pattern.DOTALL);

    private final PurseConfiguration configuration;
    private final HandlerSource handlers;
    private final Function<PurseConsumer, HealthCheck> healthChecks;
    private final Function<PurseConsumer, Optional<HealthCheck>> silenceChecks;
    private WebhookHandler handler;
    private Consumer http;
    private Optional<HealthCheck> silenceCheck = Optional.empty();

    /**
     * @param healthChecks  creates the health check of a consumer, or {@code null} for none
     * @param silenceChecks creates the check of whether notifications arrive, if there is to be one
     */
    public PurseConsumer(
            Endpoint endpoint,
            Processor processor,
            PurseConfiguration configuration,
            HandlerSource handlers,
            Function<PurseConsumer, HealthCheck> healthChecks,
            Function<PurseConsumer, Optional<HealthCheck>> silenceChecks) {
        super(endpoint, processor);
        this.configuration = configuration;
        this.handlers = handlers;
        this.healthChecks = healthChecks;
        this.silenceChecks = silenceChecks;
        setExceptionHandler(new WebhookFailureLog());
    }

    /** Creates the handler between the HTTP engine and the route of a consumer. */
    @FunctionalInterface
    public interface HandlerSource {

        /** @throws Exception if the endpoint is not configured correctly */
        WebhookHandler handler(DefaultConsumer consumer) throws Exception;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /** A notification that was acknowledged before its route ended must not be lost. */
    @Override
    public int getPendingExchangesSize() {
        return handler == null ? 0 : handler.inProgress();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {}

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String path = path();
        HttpEngine engine = HttpEngine.of(getEndpoint().getCamelContext(), configuration.getWebhookComponent());
        RestConsumerFactory factory = engine.factory();
        handler = handlers.handler(this);
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
        leaveForms(engine);
        ServiceHelper.startService(http);
        setHealthCheck(healthChecks.apply(this));
        silenceCheck = silenceChecks.apply(this);
        registry().ifPresent(registry -> silenceCheck.ifPresent(registry::register));
    }

    private Optional<HealthCheckRegistry> registry() {
        return Optional.ofNullable(HealthCheckRegistry.get(getEndpoint().getCamelContext()));
    }

    /**
     * The binding that camel-jetty makes for REST does not take this option over from the endpoint. The engine must not
     * fail on a malformed form, which is rejected for its content type.
     */
    private void leaveForms(HttpEngine engine) {
        if (engine.name().equals("jetty")) {
            CamelContext context = getEndpoint().getCamelContext();
            PropertyBindingSupport.build().bind(context, http.getEndpoint(), FORMS_OF_BINDING, false);
        }
    }

    /** Whether notifications are routed. */
    boolean isReceiving() {
        return isStarted() && ServiceHelper.isStarted(handler) && ServiceHelper.isStarted(http);
    }

    private String path() {
        String path = configuration.getWebhookPath();
        if (path == null || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "webhookPath is '" + path + "', at which no request can arrive: it consists of segments such as"
                            + " /purse/webhook, of letters, digits and ._~!$&'()+,=:@- and has no query, fragment,"
                            + " wildcard, blank, percent encoding, empty segment or segment . or ..");
        }
        return path;
    }

    @Override
    protected void doStop() throws Exception {
        registry().ifPresent(registry -> silenceCheck.ifPresent(registry::unregister));
        // In this order: without the path, the engine would respond 404, after which the sender does not redeliver.
        ServiceHelper.stopAndShutdownServices(handler, http);
        super.doStop();
    }

    /**
     * The engine continues to receive: without the path it would respond 404, after which the sender does not
     * redeliver.
     */
    @Override
    protected void doSuspend() throws Exception {
        ServiceHelper.suspendService(handler);
    }

    @Override
    protected void doResume() throws Exception {
        ServiceHelper.resumeService(handler);
    }
}
