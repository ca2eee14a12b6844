package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Most of what {@link WebhookRoute} does is tested with the consumer. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookRouteTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String WEBHOOK = "purse:webhook?webhookComponent=in-memory&webhookClaimTimeout=30000";

    /** Then the thread on which the notification's route would go on is the one that waits for its end. */
    @Test
    void anEngineThatIsCalledByARouteDoesNotWaitForItself() throws Exception {
        Exchange sent = sentByARoute(new RouteBuilder() {
            @Override
            public void configure() {
                from(WEBHOOK).to("direct:received");
                from("direct:received").to("mock:received");
            }
        });

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
    }

    @Test
    void anErrorOfARouteThatARouteHasCalledEndsIt() throws Exception {
        Exchange sent = sentByARoute(new RouteBuilder() {
            @Override
            public void configure() {
                from(WEBHOOK)
                        .filter(exchange -> {
                            throw new StackOverflowError("in the predicate");
                        })
                        .to("mock:received");
            }
        });

        assertThat(sent.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(500);
        assertThat(PURSE.context().getInflightRepository().size()).isZero();
    }

    /** A notification that a route sends on its own thread. */
    private static Exchange sentByARoute(RouteBuilder receiving) throws Exception {
        EngineInMemory engine = new EngineInMemory();
        PURSE.context().addComponent("in-memory", engine);
        PURSE.configuration().setWebhookVerifyToken(WebhookClient.TOKEN);
        PURSE.context().addRoutes(receiving);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sender").process(engine::receive);
            }
        });
        return PURSE.template().request("direct:sender", message -> {});
    }

    /** Calls its consumer on the thread that it is called on. */
    private static final class EngineInMemory extends DefaultComponent implements RestConsumerFactory {

        private Processor processor;

        void receive(Exchange caller) throws Exception {
            Exchange http = new DefaultExchange(caller.getContext());
            http.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
            http.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            http.getMessage().setHeader(WebhookClient.HEADER, WebhookClient.TOKEN);
            http.getMessage().setBody(WebhookPayloads.payment());
            processor.process(http);
            caller.getMessage()
                    .setHeader(Exchange.HTTP_RESPONSE_CODE, http.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        }

        @Override
        public Consumer createConsumer(
                CamelContext context,
                Processor given,
                String verb,
                String basePath,
                String uriTemplate,
                String consumes,
                String produces,
                RestConfiguration configuration,
                Map<String, Object> parameters) {
            processor = given;
            return new DefaultConsumer(new Nowhere(this), given);
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException("it has consumers only");
        }
    }

    private static final class Nowhere extends DefaultEndpoint {

        Nowhere(DefaultComponent component) {
            super("in-memory:nowhere", component);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("it has consumers only");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor);
        }
    }
}
