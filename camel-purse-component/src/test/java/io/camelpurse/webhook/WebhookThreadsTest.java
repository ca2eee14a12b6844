package io.camelpurse.webhook;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Webhook routes share no threads. Tests {@link WebhookThreads}, {@link Permits} and {@link EngineThreads}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookThreadsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final int MORE_THAN_THE_CALLS_HAVE = 40;

    private static final Executor ENGINE = work -> new Thread(work, "engine").start();

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
    void aNotificationTakesNoSecondThreadWhereTheEnginesThreadWaits(WebhookEngine engine, String uri, String expected)
            throws Exception {
        PURSE.listenOn(engine);
        CompletableFuture<String> name = new CompletableFuture<>();
        PURSE.route(uri, exchange -> name.complete(Thread.currentThread().getName()));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(name.get(PATIENCE, TimeUnit.SECONDS)).contains(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"VERTX", "SERVLET", "JETTY"})
    void aForcedStopInterruptsARouteThatDoesNotEnd(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.context().getExecutorServiceManager().setShutdownAwaitTermination(100);
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        PURSE.route("purse:webhook", exchange -> {
            try {
                hold(exchange);
            } catch (InterruptedException e) {
                interrupted.complete(null);
                throw e;
            }
        });
        CompletableFuture<Integer> status =
                PURSE.webhooks().sendAsync(WebhookPayloads.payment().getBytes(StandardCharsets.UTF_8));
        running.acquire();
        PURSE.context().getRouteController().stopRoute("processed", 1, TimeUnit.SECONDS);
        interrupted.get(PATIENCE, TimeUnit.SECONDS);
        if (engine != WebhookEngine.JETTY) {
            // Jetty stops with its route, and may respond itself or close the connection before.
            assertThat(status.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(500);
        }
    }

    @Test
    void aStopWaitsForANotificationOnAThreadOfTheEngine() throws Exception {
        PURSE.template();
        WebhookThreads threads = new WebhookThreads(PURSE.context(), this, 2);
        AtomicBoolean ended = new AtomicBoolean();
        Runnable notification = () -> {
            waitFor(goOn);
            ended.set(true);
        };
        CompletableFuture<Boolean> work =
                CompletableFuture.supplyAsync(() -> threads.tryRunHere(notification, running::release), ENGINE);
        await().until(() -> threads.inProgress() == 1);
        CompletableFuture<Boolean> endedBefore = new CompletableFuture<>();
        Thread stop = new Thread(() -> {
            threads.stop();
            endedBefore.complete(ended.get());
        });
        stop.start();
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        assertThat(endedBefore.get(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(work.get(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(running.availablePermits()).isEqualTo(1);
        assertThat(threads.inProgress()).isZero();
    }

    @Test
    void theEngineGetsItsThreadBackWithoutTheInterruptOfAStop() throws Exception {
        PURSE.template();
        PURSE.context().getExecutorServiceManager().setShutdownAwaitTermination(100);
        WebhookThreads threads = new WebhookThreads(PURSE.context(), this, 1);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    threads.tryRunHere(
                            () -> {
                                try {
                                    goOn.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            () -> {});
                    return Thread.interrupted();
                },
                ENGINE);
        await().until(() -> threads.inProgress() == 1);
        threads.stop();
        assertThat(interrupted.get(PATIENCE, TimeUnit.SECONDS)).isFalse();
        assertThat(threads.inProgress()).isZero();
    }

    /** Whatever is thrown: the next notification needs the permit, and the sender a response. */
    @Test
    void anErrorOnAThreadOfTheEngineReleasesThePermitBeforeTheResponse() {
        PURSE.template();
        WebhookThreads threads = new WebhookThreads(PURSE.context(), this, 1);
        List<Integer> inProgress = new ArrayList<>();
        assertThatThrownBy(() -> threads.tryRunHere(
                        () -> {
                            throw new IllegalStateException("no memory");
                        },
                        () -> inProgress.add(threads.inProgress())))
                .hasMessage("no memory");
        assertThat(inProgress).containsExactly(0);
        threads.stop();
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

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("PurseWebhook"));
    }
}
