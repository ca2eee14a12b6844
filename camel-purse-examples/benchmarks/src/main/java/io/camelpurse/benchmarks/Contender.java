package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that captures payments, in a Camel context of its own. */
final class Contender implements AutoCloseable {

    private static final String ENTRANCE = "direct:capture";

    private final String name;
    private final int callingThreads;
    private final CamelContext context;
    private final String accessToken;
    private final Endpoint entrance;
    private final AsyncProducer producer;

    private Contender(String name, int callingThreads, CamelContext context, RouteBuilder route, String accessToken)
            throws Exception {
        this.name = name;
        this.callingThreads = callingThreads;
        this.context = context;
        this.accessToken = accessToken;
        context.addRoutes(route);
        context.start();
        entrance = context.getEndpoint(ENTRANCE);
        producer = entrance.createAsyncProducer();
        producer.start();
    }

    /**
     * The component.
     *
     * @param options of the endpoint, or an empty string for how it ships
     */
    static Contender purse(Upstream upstream, int callingThreads, String options) throws Exception {
        CamelContext context = new DefaultCamelContext();
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setApiUrl(upstream.apiUrl());
        configuration.setTokenUrl(upstream.tokenUrl());
        configuration.setEntityId(upstream.entityId());
        configuration.setClientId(upstream.clientId());
        configuration.setClientSecret(upstream.clientSecret());
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from(ENTRANCE).to("purse:capturePayment" + options);
            }
        };
        return new Contender("purse:capturePayment" + options, callingThreads, context, route, null);
    }

    /**
     * The route that one writes without the component, its access token at hand.
     *
     * @param connections size of the pool, or 0 for how it ships
     */
    static Contender camelHttp(Upstream upstream, int callingThreads, int connections, String accessToken)
            throws Exception {
        CamelContext context = new DefaultCamelContext();
        if (connections > 0) {
            HttpComponent http = context.getComponent("http", HttpComponent.class);
            http.setConnectionsPerRoute(connections);
            http.setMaxTotalConnections(connections);
        }
        String uri = upstream.apiUrl() + "/v2/payments/${header.CamelPursePaymentId}/captures?httpMethod=POST";
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from(ENTRANCE).toD(uri).convertBodyTo(String.class);
            }
        };
        String pool = connections > 0 ? ", " + connections + " connections" : "";
        return new Contender(
                "camel-http, " + callingThreads + " threads" + pool, callingThreads, context, route, accessToken);
    }

    /** The access token that the component's calls carry. */
    String accessToken() {
        return context.createFluentProducerTemplate()
                .to("purse:getAccessToken?outputType=node")
                .request(JsonNode.class)
                .path("access_token")
                .asText();
    }

    String name() {
        return name;
    }

    int callingThreads() {
        return callingThreads;
    }

    /** Sends the capture to the route, and returns when the route releases the thread. */
    void call(Capture capture, Consumer<Exchange> done) {
        Exchange exchange = capture.exchange(entrance, accessToken);
        producer.process(exchange, doneSync -> done.accept(exchange));
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
    }
}
