package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A Camel context with two routes behind one HTTP engine: one that takes webhooks, and one that only parses what it
 * gets.
 */
final class WebhookReceiver implements AutoCloseable {

    static final String PURSE_PATH = "/purse/webhook";
    static final String BARE_PATH = "/bare";
    static final String TOKEN_HEADER = "x-camel-purse-token";
    static final String TOKEN = "a-long-random-text-of-forty-characters--";

    private final CamelContext context = new DefaultCamelContext();
    private final VertxPlatformHttpServer server;
    private final LongAdder routed = new LongAdder();

    private WebhookReceiver() throws Exception {
        context.getComponent("purse", PurseComponent.class).getConfiguration().setWebhookVerifyToken(TOKEN);
        VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
        http.setBindHost("127.0.0.1");
        http.setBindPort(0);
        server = new VertxPlatformHttpServer(http);
        context.addService(server);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").process(exchange -> routed.increment());
                from("platform-http:" + BARE_PATH + "?httpMethodRestrict=POST")
                        .unmarshal()
                        .json(JsonNode.class)
                        .setBody(constant(""));
            }
        });
    }

    static WebhookReceiver start() throws Exception {
        WebhookReceiver receiver = new WebhookReceiver();
        receiver.context.start();
        return receiver;
    }

    int port() {
        return server.getServer().actualPort();
    }

    /** How many webhooks have reached the component's route. */
    long routed() {
        return routed.sum();
    }

    @Override
    public void close() {
        context.stop();
    }
}
