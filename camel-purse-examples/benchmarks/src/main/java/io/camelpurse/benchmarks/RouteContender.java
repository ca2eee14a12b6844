package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that captures payments, in a Camel context of its own. */
final class RouteContender implements Contender {

    static final String ENTRANCE = "direct:capture";

    private final String name;
    private final int callingThreads;
    private final CamelContext context;
    private final Endpoint entrance;
    private final AsyncProducer producer;

    private RouteContender(String name, int callingThreads, CamelContext context, RouteBuilder route) throws Exception {
        this.name = name;
        this.callingThreads = callingThreads;
        this.context = context;
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
    static RouteContender purse(Upstream upstream, int callingThreads, String options) throws Exception {
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
        return new RouteContender("purse:capturePayment" + options, callingThreads, context, route);
    }

    /** The route that one writes without the component, its access token at hand: each call holds a thread. */
    static RouteContender camelHttp(Upstream upstream, int threads, int connections, String accessToken)
            throws Exception {
        CamelContext context = new DefaultCamelContext();
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setConnectionsPerRoute(connections);
        http.setMaxTotalConnections(connections);
        String name = "camel-http, " + threads + (threads == 1 ? " thread" : " threads");
        return new RouteContender(name, threads, context, new CamelHttpRoute(upstream.apiUrl(), accessToken));
    }

    /** The access token that the component's calls carry. */
    String accessToken() {
        return context.createFluentProducerTemplate()
                .to("purse:getAccessToken?outputType=node")
                .request(JsonNode.class)
                .path("access_token")
                .asText();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int callingThreads() {
        return callingThreads;
    }

    /** The headers of the message after the capture. */
    Map<String, Object> headers(Capture capture) {
        return context.createFluentProducerTemplate()
                .withExchange(capture.exchange(entrance))
                .to(entrance)
                .send()
                .getMessage()
                .getHeaders();
    }

    @Override
    public void call(Capture capture, Consumer<Exception> done) {
        Exchange exchange = capture.exchange(entrance);
        producer.process(exchange, doneSync -> done.accept(exchange.getException()));
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
    }
}
