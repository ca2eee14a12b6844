package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An Error ends an exchange as an exception does: a route never goes on as if a call had succeeded. Tests
 * {@link PurseProducer}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PurseProducerTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    /** As a class that is missing in a deployment. */
    private static final class BrokenError extends NoClassDefFoundError {

        private static final long serialVersionUID = 1L;

        BrokenError() {
            super("broken");
        }
    }

    /** A body that cannot be written as JSON. */
    public static final class BrokenBody {

        public String getCurrency() {
            throw new BrokenError();
        }
    }

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                request.method().equals("GET") ? ScriptedServer.payment("p-1") : ScriptedServer.captured(request)));
        PURSE.connect(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1",
                "purse:getPayment?paymentId=p-1"
            })
    void anErrorWhileTheResponseIsSetOnTheMessageIsAFailure(String uri) throws Exception {
        MockEndpoint after = routed(uri);
        Exchange exchange = new DefaultExchange(PURSE.context());
        exchange.setMessage(new DefaultMessage(PURSE.context()) {
            @Override
            public void setHeader(String name, Object value) {
                if (name.equals(PurseConstants.HTTP_RESPONSE_CODE)) {
                    throw new BrokenError();
                }
                super.setHeader(name, value);
            }
        });
        PURSE.template().send("direct:in", exchange);
        assertThat(server.calls()).hasSize(1);
        assertFailed(exchange, after);
        assertThat(PURSE.context().getEndpoint(uri, PurseEndpoint.class).getFailures())
                .isEqualTo(1);
    }

    @Test
    void anErrorBeforeTheRequestIsSentIsAFailure() throws Exception {
        MockEndpoint after = routed("purse:createPayment");
        Exchange exchange = PURSE.send("direct:in", new BrokenBody(), Map.of());
        assertThat(server.calls()).isEmpty();
        assertFailed(exchange, after);
    }

    private MockEndpoint routed(String uri) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri).to("mock:after");
            }
        });
        return PURSE.context().getEndpoint("mock:after", MockEndpoint.class);
    }

    private static void assertFailed(Exchange exchange, MockEndpoint after) {
        assertThat(exchange.getException()).isNotNull().hasRootCauseInstanceOf(BrokenError.class);
        assertThat(after.getReceivedExchanges()).isEmpty();
    }
}
