package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a webhook is as a CloudEvent. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PurseCloudEventDataTypeTransformerTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    @ParameterizedTest
    @CsvSource({
        "payment, io.camelpurse.payment.capture, p-1/3",
        "clientSession, io.camelpurse.clientSession.changed, s-1/COMPLETED",
        "paymentLink, io.camelpurse.paymentLink.changed, l-1/2"
    })
    void eachResourceBecomesACloudEvent(String resource, String type, String id) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook")
                        .transformDataType("purse:application-cloudevents")
                        .to("mock:event");
            }
        });
        String body =
                switch (resource) {
                    case "payment" -> WebhookPayloads.payment("p-1", 3);
                    case "clientSession" -> WebhookPayloads.session("s-1", "COMPLETED");
                    default -> WebhookPayloads.link("l-1", 2);
                };
        assertThat(PURSE.webhooks().post(body)).isEqualTo(200);
        MockEndpoint event = PURSE.context().getEndpoint("mock:event", MockEndpoint.class);
        assertThat(event.getReceivedExchanges().get(0).getMessage().getHeaders())
                .containsEntry("CamelCloudEventID", id)
                .containsEntry("CamelCloudEventType", type)
                .containsEntry("CamelCloudEventSource", "purse:" + resource)
                .containsEntry("CamelCloudEventSubject", id.substring(0, id.indexOf('/')))
                .containsEntry("CamelCloudEventVersion", "1.0")
                .hasEntrySatisfying("CamelCloudEventTime", time -> assertThat(time.toString())
                        .startsWith("2"));
    }

    @Test
    void whatIsNoWebhookBecomesNoCloudEvent() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").transformDataType("purse:application-cloudevents");
            }
        });
        assertThat(PURSE.context()
                        .createProducerTemplate()
                        .request("direct:other", exchange -> {})
                        .getException())
                .hasStackTraceContaining("Only what purse:webhook received");
    }
}
