package io.camelpurse.webhook;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.client.ManualTime;
import io.camelpurse.client.TimeSource;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The response to a notification, as its sender sees it. Tests {@link WebhookHandler}, {@link WebhookResponse},
 * {@link WebhookOutcome} and {@link WebhookRejection}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookHandlerTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String TOKEN = "a-long-random-text";
    private static final String HEADER = "x-camel-purse-token";

    private final HttpClient client = HttpClient.newHttpClient();
    private VertxPlatformHttpServer server;
    private String url;

    @BeforeEach
    void listen() throws Exception {
        VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
        http.setBindHost("127.0.0.1");
        http.setBindPort(0);
        server = new VertxPlatformHttpServer(http);
        PURSE.context().addService(server);
        url = "http://127.0.0.1:" + server.getServer().actualPort() + "/purse/webhook";
        PurseConfiguration configuration =
                PURSE.context().getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setWebhookVerifyToken(TOKEN + ", an-older-one");
        configuration.setWebhookUrl(url);
    }

    @AfterEach
    void close() throws Exception {
        PURSE.context().stop();
        server.close();
    }

    @Test
    void aNotificationReachesTheRoute() throws Exception {
        MockEndpoint received = route("purse:webhook", "mock:received");
        String link = createLink();
        String payment = sandbox.shopper().pay(link);
        await().until(() -> received.getReceivedExchanges().stream()
                .anyMatch(exchange -> payment.equals(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID))
                        && "payment".equals(exchange.getMessage().getHeader(PurseConstants.WEBHOOK_RESOURCE))));
        await().untilAsserted(() -> assertThat(sandbox.webhooks())
                .isNotEmpty()
                .allSatisfy(delivery -> assertThat(delivery.state()).isEqualTo("DELIVERED")));
    }

    @Test
    void theHeadersDescribeTheLatestChange() throws Exception {
        MockEndpoint received = route("purse:webhook", "mock:received");
        ObjectNode payment = sandbox.payment(capturedPayment());
        received.expectedMessageCount(1);
        assertThat(post(payment.toString(), TOKEN).statusCode()).isEqualTo(200);
        received.assertIsSatisfied();
        Exchange exchange = received.getReceivedExchanges().get(0);
        String capture = payment.path("captures").path(0).path("id").asText();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(PurseConstants.WEBHOOK_CHANGE, "capture " + capture + " SUCCESS")
                .containsEntry(PurseConstants.WEBHOOK_CHANGE_KIND, "capture")
                .containsEntry(PurseConstants.OPERATION_ID, capture)
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 4000L);
    }

    @Test
    void noHeaderOfTheCallerReachesTheRoute() throws Exception {
        MockEndpoint received = route("purse:webhook", "mock:received");
        HttpRequest request = request(sandbox.payment(capturedPayment()).toString(), TOKEN)
                .header("x-evil", "1")
                .header("CamelPurseStatus", "PAID")
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(received.getReceivedExchanges()
                        .get(0)
                        .getMessage()
                        .getHeaders()
                        .keySet())
                .allMatch(name -> name.startsWith("CamelPurse"));
        assertThat(received.getReceivedExchanges().get(0).getMessage().getHeader(PurseConstants.STATUS))
                .isEqualTo("AUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            wrong,          application/json, {}, 401
            ,               application/json, {}, 401
            an-older-one,   application/json, not json, 400
            an-older-one,   application/json, {}, 422
            an-older-one,   application/json, [], 422
            an-older-one,   application/json, '', 422
            an-older-one,   text/plain, {}, 415
            """)
    void anUnauthorizedSenderReceivesNoMoreThanAStatus(String token, String type, String body, int status)
            throws Exception {
        MockEndpoint received = route("purse:webhook", "mock:received");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header(HEADER, token);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(received.getReceivedExchanges()).isEmpty();
    }

    @Test
    void anotherMethodIsRejected() throws Exception {
        route("purse:webhook", "mock:received");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header(HEADER, TOKEN)
                .GET()
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aBodyThatIsTooLongIsRejected() throws Exception {
        route("purse:webhook?webhookMaxBodySize=1000", "mock:received");
        assertThat(post("{\"x\":\"" + "y".repeat(1000) + "\"}", TOKEN).statusCode())
                .isEqualTo(413);
    }

    @Test
    void anAddressThatIsNotAllowedIsRejected() throws Exception {
        route("purse:webhook?webhookAllowedAddresses=34.22.174.22,10.0.0.0/8", "mock:received");
        assertThat(post("{}", TOKEN).statusCode()).isEqualTo(403);
    }

    @Test
    void anAddressThatIsAllowedIsAccepted() throws Exception {
        route("purse:webhook?webhookAllowedAddresses=127.0.0.0/8", "mock:received");
        assertThat(post(sandbox.payment(capturedPayment()).toString(), TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutATokenTheRouteDoesNotStart() {
        PURSE.context()
                .getComponent("purse", PurseComponent.class)
                .getConfiguration()
                .setWebhookVerifyToken(null);
        assertThatThrownBy(() -> route("purse:webhook", "mock:received"))
                .hasMessageContaining("webhookVerifyToken")
                .hasMessageContaining("webhookRequireToken=false");
    }

    @Test
    void theSameDeliveryTwiceRunsTheRouteOnce() throws Exception {
        MockEndpoint received = route("purse:webhook", "mock:received");
        String body = sandbox.payment(capturedPayment()).toString();
        assertThat(post(body, TOKEN).statusCode()).isEqualTo(200);
        assertThat(post(body, TOKEN).statusCode()).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
        assertThat(endpoint().getWebhookDuplicates()).isEqualTo(1);
    }

    @Test
    void aLowerVersionThanAProcessedOneIsDropped() throws Exception {
        MockEndpoint received = route("purse:webhook", "mock:received");
        String id = sandbox.authorizedPayment(10_000, "EUR", "ORD-9");
        String older = sandbox.payment(id).toString();
        PURSE.succeed("purse:capturePayment", money(id, 4000, "INV-9"));
        assertThat(post(sandbox.payment(id).toString(), TOKEN).statusCode()).isEqualTo(200);
        assertThat(post(older, TOKEN).statusCode()).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
        assertThat(endpoint().getWebhooksStale()).isEqualTo(1);
    }

    @Test
    void aDeliveryWhoseRouteFailedIsAcceptedAgain() throws Exception {
        List<String> runs = new ArrayList<>();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").process(exchange -> {
                    runs.add("run");
                    if (runs.size() == 1) {
                        throw new IllegalStateException("the first time");
                    }
                });
            }
        });
        String body = sandbox.payment(capturedPayment()).toString();
        assertThat(post(body, TOKEN).statusCode()).isEqualTo(500);
        assertThat(post(body, TOKEN).statusCode()).isEqualTo(200);
        assertThat(runs).hasSize(2);
    }

    /** A consumer without a route, which waits for what is in progress by this clock. */
    private static void receiveAt(TimeSource time, Processor processor) throws Exception {
        WebhookHandlerFactory handlers =
                new WebhookHandlerFactory(PURSE.configuration(), new WebhookCounters(), () -> null, time);
        PURSE.context()
                .addService(new PurseConsumer(
                        PURSE.endpoint("purse:webhook"),
                        processor,
                        PURSE.configuration(),
                        consumer -> handlers.create(consumer, List.of()),
                        consumer -> null,
                        consumer -> Optional.empty()));
    }

    @Test
    void aDuplicateAtTheSameInstantIsRejectedForRedelivery() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        receiveAt(new ManualTime(Instant.EPOCH, 0), exchange -> {
            running.countDown();
            goOn.await();
        });
        String body = sandbox.payment(capturedPayment()).toString();
        var first = client.sendAsync(request(body, TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        running.await();
        HttpResponse<String> second = post(body, TOKEN);
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        goOn.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
    }

    @Test
    void theCurrentStateIsFetchedWithVerificationFetch() throws Exception {
        MockEndpoint received = route("purse:webhook?webhookVerification=fetch", "mock:received");
        ObjectNode forged = sandbox.payment(capturedPayment()).deepCopy();
        forged.withObject("/amounts").put("total_captured", 10_000);
        assertThat(post(forged.toString(), TOKEN).statusCode()).isEqualTo(200);
        assertThat(received.getReceivedExchanges().get(0).getMessage().getHeader(PurseConstants.TOTAL_CAPTURED))
                .isEqualTo(4000L);
    }

    @Test
    void anUnreadableCurrentStateCausesARedelivery() throws Exception {
        MockEndpoint received = route("purse:webhook?webhookVerification=fetch&maxRetries=0", "mock:received");
        String body = sandbox.payment(capturedPayment()).toString();
        sandbox.faults().next("getPayment", Fault.status(503));
        assertThat(post(body, TOKEN).statusCode()).isEqualTo(503);
        assertThat(post(body, TOKEN).statusCode()).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void creatingCallsRegisterTheWebhookAndHideTheToken() {
        String link = createLink();
        String sent = sandbox.journal("createPaymentLink").get(0).body();
        assertThat(sent).contains(url, HEADER, TOKEN).doesNotContain("an-older-one");
        String payment = sandbox.shopper().pay(link);
        String read = PURSE.succeed("purse:getPayment?paymentId=" + payment, message -> {})
                .getBody(String.class);
        assertThat(read).contains("\"webhook\"").doesNotContain(TOKEN);
    }

    @Test
    void aWebhookBecomesACloudEvent() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook")
                        .transformDataType("purse:application-cloudevents")
                        .to("mock:event");
            }
        });
        String payment = capturedPayment();
        assertThat(post(sandbox.payment(payment).toString(), TOKEN).statusCode())
                .isEqualTo(200);
        MockEndpoint event = PURSE.context().getEndpoint("mock:event", MockEndpoint.class);
        assertThat(event.getReceivedExchanges().get(0).getMessage().getHeaders())
                .containsEntry("CamelCloudEventType", "io.camelpurse.payment.capture")
                .containsEntry("CamelCloudEventSubject", payment);
    }

    private String capturedPayment() {
        String id = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        PURSE.succeed("purse:capturePayment", money(id, 4000, "INV-1"));
        return id;
    }

    private String createLink() {
        return PURSE.succeed("purse:createPaymentLink", message -> message.setBody("""
                        {"amount": 10000, "currency": "EUR", "shopper_redirection_url": "https://shop.example/return",
                         "order": {"reference": "ORD-1", "net_amount": 10000}}"""))
                .getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
    }

    private PurseEndpoint endpoint() {
        return PURSE.context().getEndpoint("purse:webhook", PurseEndpoint.class);
    }

    private MockEndpoint route(String from, String to) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
        return PURSE.context().getEndpoint(to, MockEndpoint.class);
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        return client.send(request(body, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String body, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json; charset=utf-8")
                .header(HEADER, token)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
