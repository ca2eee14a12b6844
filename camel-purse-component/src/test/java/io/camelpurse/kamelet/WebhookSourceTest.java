package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Kamelet that receives notifications, from a YAML route and from a Pipe. */
class WebhookSourceTest {

    private static final Map<String, String> PARAMETERS =
            Map.of("webhookVerifyToken", WebhookClient.TOKEN, "webhookPath", "/hooks");

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    private MockEndpoint out;

    @BeforeEach
    void withoutATokenOfTheComponent() {
        PURSE.configuration().setWebhookVerifyToken(null);
        out = PURSE.context().getEndpoint("mock:out", MockEndpoint.class);
    }

    @ParameterizedTest
    @EnumSource
    void aNotificationBecomesACloudEvent(KameletUse use) throws Exception {
        KameletUse.load(PURSE, use.source("purse-webhook-source", PARAMETERS, "purse:application-cloudevents"));
        assertThat(post(WebhookClient.TOKEN)).isBetween(200, 299);
        Message event = out.getReceivedExchanges().get(0).getMessage();
        assertThat(event.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(WebhookPayloads.PAYMENT);
        assertThat(event.getHeader(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT)).isEqualTo(WebhookPayloads.PAYMENT);
        assertThat(event.getHeader(CloudEvent.CAMEL_CLOUD_EVENT_TYPE, String.class))
                .startsWith("io.camelpurse.payment.");
        assertThat(event.getBody(String.class)).contains(WebhookPayloads.PAYMENT);
        Map<String, ?> described = KameletFile.fields(
                KameletFile.named("purse-webhook-source").yaml().at("/spec/dataTypes/out/types/cloudevents/headers"));
        assertThat(event.getHeaders()).containsKeys(described.keySet().toArray(new String[0]));
    }

    @ParameterizedTest
    @EnumSource
    void aNotificationIsRoutedOnceAndOnlyWithTheToken(KameletUse use) throws Exception {
        KameletUse.load(PURSE, use.source("purse-webhook-source", PARAMETERS, "purse:application-cloudevents"));
        assertThat(post("another-token")).isEqualTo(401);
        assertThat(post(WebhookClient.TOKEN)).isBetween(200, 299);
        assertThat(post(WebhookClient.TOKEN)).isBetween(200, 299);
        assertThat(out.getReceivedCounter()).isEqualTo(1);
    }

    private static int post(String token) throws Exception {
        return PURSE.webhooks()
                .send(PURSE.webhooks()
                        .request("/hooks")
                        .setHeader(WebhookClient.HEADER, token)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(WebhookPayloads.payment())))
                .statusCode();
    }
}
