package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code lazyStartProducer}: what is missing stops the start, or with it the first call (rule R45). */
class LazyStartTest {

    private static final String WITHOUT_CREDENTIALS = "purse:getPayment?paymentId=p-1";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void withoutItARouteThatCannotCallDoesNotStart() throws Exception {
        route(WITHOUT_CREDENTIALS);
        assertThatThrownBy(context::start).rootCause().hasMessageContaining("clientId");
    }

    @Test
    void withItOnTheEndpointTheFirstCallSaysSo() throws Exception {
        route(WITHOUT_CREDENTIALS + "&lazyStartProducer=true");
        assertStartsAndFirstCallFails();
    }

    @Test
    void withItOnTheComponentTheFirstCallSaysSo() throws Exception {
        context.getComponent("purse", PurseComponent.class).setLazyStartProducer(true);
        route(WITHOUT_CREDENTIALS);
        assertStartsAndFirstCallFails();
    }

    private void assertStartsAndFirstCallFails() {
        context.start();
        assertThat(context.getRouteController().getRouteStatus("calls").isStarted())
                .isTrue();
        Exchange exchange = context.createProducerTemplate().request("direct:call", message -> {});
        assertThat(exchange.getException()).hasStackTraceContaining("clientId");
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:call").routeId("calls").to(uri);
            }
        });
    }
}
