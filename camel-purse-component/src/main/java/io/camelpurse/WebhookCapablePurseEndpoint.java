package io.camelpurse;

import io.camelpurse.webhook.WebhookFailureLog;
import io.camelpurse.webhook.WebhookHandler;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.support.DefaultConsumer;

/** The endpoint {@code purse:webhook} where camel-webhook is on the class path, which it may be missing from. */
final class WebhookCapablePurseEndpoint extends PurseEndpoint implements WebhookCapableEndpoint {

    private WebhookCapablePurseEndpoint(
            String uri, PurseComponent component, PurseOperation operation, PurseConfiguration configuration) {
        super(uri, component, operation, configuration);
    }

    /**
     * Makes one. Its type is the plain one, so that the class file verifier of a caller does not have to load this
     * class, which fails where camel-webhook is missing.
     */
    static PurseEndpoint create(
            String uri, PurseComponent component, PurseOperation operation, PurseConfiguration configuration) {
        return new WebhookCapablePurseEndpoint(uri, component, operation, configuration);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        try {
            // Camel's consumer of webhook: makes the request's exchanges; the route's come from one of this endpoint.
            DefaultConsumer exchanges = new DefaultConsumer(this, next);
            exchanges.setExceptionHandler(new WebhookFailureLog());
            configureConsumer(exchanges);
            WebhookHandler handler = webhookHandler(exchanges);
            handler.own(exchanges);
            return handler;
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    /** Purse has no registration: each session, payment and link names its own webhook. */
    @Override
    public void registerWebhook() {}

    @Override
    public void unregisterWebhook() {}

    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {}

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }
}
