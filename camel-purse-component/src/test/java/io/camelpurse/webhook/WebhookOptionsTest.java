package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.camelpurse.PurseDevConsole;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.ExceptionHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How {@code purse:webhook} is configured, and what can be seen of it. Tests {@link WebhookHandlerFactory},
 * {@link WebhookCounters}, {@link io.camelpurse.PurseCloudEventDataTypeTransformer} and
 * {@link io.camelpurse.PurseDevConsole}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookOptionsTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().jmx().webhooks(WebhookEngine.VERTX).build();

    @Test
    void anEndpointsTokenWinsOverTheComponents() throws Exception {
        PURSE.receive("purse:webhook?webhookVerifyToken=RAW(of&the+endpoint)");
        assertThat(call(PATH, HEADER, TOKEN)).isEqualTo(401);
        assertThat(call(PATH, HEADER, "of&the+endpoint")).isEqualTo(200);
    }

    @Test
    void tokensMayBeABean() throws Exception {
        PURSE.context().getRegistry().bind("tokens", List.of("one, with a comma", "another"));
        PURSE.receive("purse:webhook?webhookVerifyToken=#tokens");
        assertThat(call(PATH, HEADER, "one")).isEqualTo(401);
        assertThat(call(PATH, HEADER, TOKEN)).isEqualTo(401);
        assertThat(call(PATH, HEADER, "one, with a comma")).isEqualTo(200);
        assertThat(call(PATH, HEADER, "another")).isEqualTo(200);
    }

    @Test
    void anEmptyTokenAmongOthersIsRejected() {
        PURSE.context().getRegistry().bind("tokens", Arrays.asList("one", ""));
        assertThatThrownBy(() -> PURSE.receive("purse:webhook?webhookVerifyToken=#tokens"))
                .hasMessageContaining("webhookVerifyToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#tokens", "#bean:tokens", "RAW(#tokens)"})
    void aListOfTokensMayBeNamedInEitherWay(String reference) throws Exception {
        PURSE.context().getRegistry().bind("tokens", List.of("one, with a comma", "another"));
        PURSE.receive("purse:webhook?webhookVerifyToken=" + reference);
        assertThat(call(PATH, HEADER, "one, with a comma")).isEqualTo(200);
        assertThat(call(PATH, HEADER, "another")).isEqualTo(200);
    }

    @Test
    void aTokenInTheFormOfABeanReferenceIsRejectedAndNotQuoted() {
        Throwable failure = catchThrowable(() -> PURSE.receive("purse:webhook?webhookVerifyToken=RAW(#t0ken)"));
        assertThat(failure).hasMessageContaining("webhookVerifyToken begins with #");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("t0ken");
    }

    @Test
    void aBeanThatIsNoListOfTokensIsRejectedAndNotQuoted() {
        PURSE.context().getRegistry().bind("tokens", List.of(4711_0815));
        Throwable failure = catchThrowable(() -> PURSE.receive("purse:webhook?webhookVerifyToken=#tokens"));
        assertThat(failure).hasMessageContaining("webhookVerifyToken holds a java.lang.Integer");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("47110815");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", " , "})
    void aTokenOfNothingIsNone(String token) {
        PURSE.configure(configuration -> configuration.setWebhookVerifyToken(token));
        assertThatThrownBy(() -> PURSE.receive("purse:webhook")).hasMessageContaining("webhookVerifyToken");
    }

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
        assertThat(call(PATH, "x-any", "thing")).isEqualTo(200);
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
        assertThat(call(PATH, HEADER, TOKEN)).isEqualTo(200);
        assertThat(call("/second", "x-second", "second")).isEqualTo(200);
        assertThat(call("/second", HEADER, TOKEN)).isEqualTo(401);
        assertThat(call(PATH, "x-second", "second")).isEqualTo(401);
        assertThat(received.getReceivedExchanges()).hasSize(1);
        assertThat(PURSE.context()
                        .getEndpoint("mock:second", MockEndpoint.class)
                        .getReceivedExchanges())
                .hasSize(1);
    }

    @Test
    void jmxShowsWhatWasReceivedAndNoToken() throws Exception {
        PURSE.receive("purse:webhook?webhookVerifyToken=shown-nowhere");
        assertThat(call(PATH, HEADER, "shown-nowhere")).isEqualTo(200);
        assertThat(call(PATH, HEADER, "shown-nowhere")).isEqualTo(200);
        assertThat(call(PATH, HEADER, "wrong")).isEqualTo(401);
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

    @Test
    void theDevConsoleShowsWhatWasReceivedAndNoToken() throws Exception {
        PURSE.receive("purse:webhook?webhookVerifyToken=shown-nowhere");
        assertThat(call(PATH, HEADER, "shown-nowhere")).isEqualTo(200);
        assertThat(call(PATH, HEADER, "wrong")).isEqualTo(401);
        PurseDevConsole console = new PurseDevConsole();
        console.setCamelContext(PURSE.context());
        assertThat(console.call(DevConsole.MediaType.JSON, Map.of()).toString())
                .contains("processed=1", "rejected={TOKEN=1}", "routeFailures=0", "lastReceived=2")
                .doesNotContain("shown-nowhere");
        assertThat(console.call(DevConsole.MediaType.TEXT, Map.of()).toString())
                .contains("purse://webhook")
                .doesNotContain("shown-nowhere");
    }

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

    private static String value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return String.valueOf(server.getAttribute(name, attribute.getName()));
        } catch (Exception notReadable) {
            return "";
        }
    }

    private int call(String path, String header, String token) throws Exception {
        return PURSE.webhooks()
                .send(PURSE.webhooks()
                        .request(path)
                        .header(header, token)
                        .POST(HttpRequest.BodyPublishers.ofString(WebhookPayloads.payment())))
                .statusCode();
    }
}
