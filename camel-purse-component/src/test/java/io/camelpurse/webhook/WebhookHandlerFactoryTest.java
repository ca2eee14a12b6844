package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How {@code purse:webhook} is configured, and what can be seen of it. Tests {@link WebhookHandlerFactory}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookHandlerFactoryTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().jmx().webhooks(WebhookEngine.VERTX).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhookMaxBodySize=0",
                "webhookMaxConcurrency=0",
                "webhookClaimTimeout=0",
                "webhookAllowedAddresses=PURSE.example"
            })
    void whatCannotBeMeantStopsTheStart(String option) {
        assertThatThrownBy(() -> PURSE.receive("purse:webhook?" + option))
                .hasMessageContaining(option.substring(0, option.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource({
        "webhookAddressHeader=X-Forwarded-For, webhookAddressHeader is set and webhookAllowedAddresses is not",
        "webhookAllowedAddresses=%2C, webhookAllowedAddresses has nothing but commas",
        "webhookTokenHeader=, webhookTokenHeader is ''",
        "webhookAddressHeader=&webhookAllowedAddresses=192.0.2.0/24, webhookAddressHeader is ''"
    })
    void whatWouldHaveNoEffectStopsTheStart(String option, String words) {
        assertThatThrownBy(() -> PURSE.receive("purse:webhook?" + option)).hasMessageContaining("The option " + words);
    }

    @Test
    void anEnormousSizeLimitIsOneToo() throws Exception {
        PURSE.receive("purse:webhook?webhookMaxBodySize=268435456");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void withoutARequiredTokenEveryRequestIsAccepted() throws Exception {
        PURSE.configure(configuration -> configuration.setWebhookVerifyToken(null));
        PURSE.receive("purse:webhook?webhookRequireToken=false");
        assertThat(PURSE.webhooks().post(PATH, "x-any", "thing")).isEqualTo(200);
    }

    @Test
    void twoRoutesHaveTheirOwnPathsTokensAndMemories() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook");
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook?webhookPath=/second&webhookVerifyToken=second&webhookTokenHeader=x-second")
                        .to("mock:second");
            }
        });
        assertThat(PURSE.webhooks().post(PATH, HEADER, TOKEN)).isEqualTo(200);
        assertThat(PURSE.webhooks().post("/second", "x-second", "second")).isEqualTo(200);
        assertThat(PURSE.webhooks().post("/second", HEADER, TOKEN)).isEqualTo(401);
        assertThat(PURSE.webhooks().post(PATH, "x-second", "second")).isEqualTo(401);
        assertThat(received.getReceivedExchanges()).hasSize(1);
        assertThat(PURSE.context()
                        .getEndpoint("mock:second", MockEndpoint.class)
                        .getReceivedExchanges())
                .hasSize(1);
    }

    @Test
    void jmxShowsWhatWasReceivedAndNoToken() throws Exception {
        PURSE.receive("purse:webhook?webhookVerifyToken=shown-nowhere");
        assertThat(PURSE.webhooks().post(PATH, HEADER, "shown-nowhere")).isEqualTo(200);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "shown-nowhere")).isEqualTo(200);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "wrong")).isEqualTo(401);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            all.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                all.append(attribute.getName())
                        .append('=')
                        .append(value(server, name, attribute))
                        .append('\n');
            }
        }
        assertThat(all.toString())
                .contains("WebhooksProcessed=1", "WebhookDuplicates=1", "WebhooksRejected={TOKEN=1}", "WebhooksStale=0")
                .containsPattern("WebhookLastReceived=\\d{4}-")
                .doesNotContain("shown-nowhere");
    }

    private static String value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return String.valueOf(server.getAttribute(name, attribute.getName()));
        } catch (Exception notReadable) {
            return "";
        }
    }
}
