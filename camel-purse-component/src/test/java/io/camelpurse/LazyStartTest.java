package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.fixture.PurseExtension;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code lazyStartProducer}: what is missing stops the start, or with it the first call. Tests
 * {@link PurseEndpoint}.
 */
class LazyStartTest {

    private static final String WITHOUT_CREDENTIALS = "purse:getPayment?paymentId=p-1";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    @Test
    void withoutItARouteThatCannotCallDoesNotStart() throws Exception {
        route(WITHOUT_CREDENTIALS);
        assertThatThrownBy(PURSE::template).rootCause().hasMessageContaining("clientId");
    }

    @Test
    void withItOnTheEndpointTheFirstCallSaysSo() throws Exception {
        route(WITHOUT_CREDENTIALS + "&lazyStartProducer=true");
        assertStartsAndFirstCallFails();
    }

    @Test
    void withItOnTheComponentTheFirstCallSaysSo() throws Exception {
        PURSE.component().setLazyStartProducer(true);
        route(WITHOUT_CREDENTIALS);
        assertStartsAndFirstCallFails();
    }

    private void assertStartsAndFirstCallFails() {
        Exchange exchange = PURSE.send("direct:call");
        assertThat(PURSE.context().getRouteController().getRouteStatus("calls").isStarted())
                .isTrue();
        assertThat(exchange.getException()).hasStackTraceContaining("clientId");
    }

    private void route(String uri) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:call").routeId("calls").to(uri);
            }
        });
    }
}
