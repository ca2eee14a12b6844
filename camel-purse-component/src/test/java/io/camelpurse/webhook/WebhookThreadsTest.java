package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WebhookReceiver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhook routes run on threads of their own: rule R47. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookThreadsTest {

    private static final int MORE_THAN_THE_CALLS_HAVE = 40;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Semaphore running = new Semaphore(0);
    private ScriptedServer purse;
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        purse = ScriptedServer.withToken((request, socket, output) -> {
            String id = request.path().substring(request.path().lastIndexOf('/') + 1);
            ScriptedServer.json(output, 200, WebhookPayloads.payment(id, 1));
        });
        receiver = WebhookReceiver.start().with(configuration -> {
            configuration.setApiUrl(purse.url());
            configuration.setClientId("client");
            configuration.setClientSecret("client-secret");
        });
    }

    @AfterEach
    void stop() throws Exception {
        goOn.countDown();
        receiver.close();
        purse.close();
    }

    @Test
    void slowWebhookRoutesDelayNoCall() throws Exception {
        receiver.route("purse:webhook?webhookAcknowledgement=received", this::hold);
        receiveMany();
        assertACallReturns();
    }

    @Test
    void webhookRoutesThatAreSlowAfterACallDelayNoOtherCall() throws Exception {
        receiver.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook?webhookAcknowledgement=received")
                        .to("purse:getPayment")
                        .process(exchange -> hold(exchange));
            }
        });
        receiveMany();
        assertACallReturns();
    }

    @Test
    void aWebhookRouteRunsOnAThreadNamedForIt() throws Exception {
        String[] name = new String[1];
        receiver.route(
                "purse:webhook", exchange -> name[0] = Thread.currentThread().getName());
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(name[0]).contains("PurseWebhook");
    }

    @Test
    void theThreadsEndWithTheRoute() throws Exception {
        receiver.hear("purse:webhook");
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(threads()).isNotEmpty();
        receiver.context().getRouteController().stopRoute("heard");
        await().until(() -> threads().findAny().isEmpty());
    }

    private void receiveMany() throws Exception {
        for (int i = 0; i < MORE_THAN_THE_CALLS_HAVE; i++) {
            assertThat(receiver.post(WebhookPayloads.payment("payment-" + i, 1)))
                    .isEqualTo(200);
        }
        running.acquire(MORE_THAN_THE_CALLS_HAVE);
    }

    private void assertACallReturns() throws Exception {
        Exchange call = receiver.context()
                .createProducerTemplate()
                .asyncSend("purse:getPayment?paymentId=" + WebhookPayloads.PAYMENT, exchange -> {})
                .get(10, TimeUnit.SECONDS);
        assertThat(call.getException()).isNull();
        assertThat(goOn.getCount()).as("the webhook routes are still running").isEqualTo(1);
    }

    private void hold(Exchange exchange) throws InterruptedException {
        running.release();
        goOn.await();
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("PurseWebhook"));
    }
}
