package io.camelpurse.webhook;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
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
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhook routes run on threads of their own: rule R47. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookThreadsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final int MORE_THAN_THE_CALLS_HAVE = 40;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Semaphore running = new Semaphore(0);

    @BeforeEach
    void start() throws Exception {
        PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            String id = request.path().substring(request.path().lastIndexOf('/') + 1);
            ScriptedServer.json(output, 200, WebhookPayloads.payment(id, 1));
        }));
        PURSE.listenOn(WebhookEngine.VERTX);
    }

    @AfterEach
    void stop() throws Exception {
        goOn.countDown();
    }

    @Test
    void slowWebhookRoutesDelayNoCall() throws Exception {
        PURSE.route("purse:webhook?webhookAcknowledgement=received", this::hold);
        receiveMany();
        assertACallReturns();
    }

    @Test
    void webhookRoutesThatAreSlowAfterACallDelayNoOtherCall() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
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
        PURSE.route(
                "purse:webhook", exchange -> name[0] = Thread.currentThread().getName());
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(name[0]).contains("PurseWebhook");
    }

    @Test
    void theThreadsEndWithTheRoute() throws Exception {
        PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(threads()).isNotEmpty();
        PURSE.context().getRouteController().stopRoute("received");
        await().until(() -> threads().findAny().isEmpty());
    }

    private void receiveMany() throws Exception {
        for (int i = 0; i < MORE_THAN_THE_CALLS_HAVE; i++) {
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment("payment-" + i, 1)))
                    .isEqualTo(200);
        }
        running.acquire(MORE_THAN_THE_CALLS_HAVE);
    }

    private void assertACallReturns() throws Exception {
        Exchange call = PURSE.context()
                .createProducerTemplate()
                .asyncSend("purse:getPayment?paymentId=" + WebhookPayloads.PAYMENT, exchange -> {})
                .get(PATIENCE, TimeUnit.SECONDS);
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
