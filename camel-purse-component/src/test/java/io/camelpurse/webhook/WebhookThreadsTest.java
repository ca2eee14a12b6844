package io.camelpurse.webhook;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhook routes share no threads with the calls: rule R47. */
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
    }

    @AfterEach
    void stop() throws Exception {
        goOn.countDown();
    }

    @Test
    void slowWebhookRoutesDelayNoCall() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.route("purse:webhook?webhookAcknowledgement=received", this::hold);
        receiveMany();
        assertACallReturns();
    }

    @Test
    void webhookRoutesThatAreSlowAfterACallDelayNoOtherCall() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
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

    @ParameterizedTest
    @CsvSource({
        // Its thread waits for the response.
        "VERTX, purse:webhook, vert.x-worker-thread",
        // Its thread gets the response before the route runs.
        "VERTX, purse:webhook?webhookAcknowledgement=received, PurseWebhook",
        // Its thread is free until the response is known.
        "JETTY, purse:webhook, PurseWebhook"
    })
    void aNotificationTakesNoSecondThreadWhereTheEnginesWaits(WebhookEngine engine, String uri, String expected)
            throws Exception {
        PURSE.listenOn(engine);
        CompletableFuture<String> name = new CompletableFuture<>();
        PURSE.route(uri, exchange -> name.complete(Thread.currentThread().getName()));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(name.get(PATIENCE, TimeUnit.SECONDS)).contains(expected);
    }

    @Test
    void theThreadsEndWithTheRoute() throws Exception {
        PURSE.listenOn(WebhookEngine.JETTY);
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
