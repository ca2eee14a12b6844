package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseEndpoint;
import io.camelpurse.client.ManualTime;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A notification is processed once, and not forgotten before that. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NotificationProcessingTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    @Test
    void aNotificationThatCannotBeStoredIsRedelivered() throws Exception {
        boolean[] down = {true};
        PURSE.configure(configuration -> configuration.setWebhookIdempotentRepository(new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                if (down[0] && !key.contains(":claim:")) {
                    throw new IllegalStateException("killed between the route and remembering");
                }
                return super.add(key);
            }
        }));
        MockEndpoint received = PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        down[0] = false;
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(2);
    }

    @Test
    void aVersionRepositoryThatIsDownCausesARedeliveryAndClaimsNothing() throws Exception {
        boolean[] down = {true};
        RecentVersions memory = new RecentVersions(10);
        PURSE.configure(configuration -> configuration.setWebhookVersionRepository(new StateRepositoryAdapter(memory) {
            @Override
            public String getState(String key) {
                if (down[0]) {
                    throw new IllegalStateException("down");
                }
                return super.getState(key);
            }
        }));
        MockEndpoint received = PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        down[0] = false;
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void aRestartedRouteKnowsWhatItProcessed() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        PURSE.context().getRouteController().stopRoute("received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(404);
        PURSE.context().getRouteController().startRoute("received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void aSuspendedRouteDefersNotifications() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook");
        PURSE.context().getRouteController().suspendRoute("received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        PURSE.context().getRouteController().resumeRoute("received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void aSuspendedRouteDefersNotificationsOnEveryEngine() throws Exception {
        for (WebhookEngine engine : WebhookEngine.values()) {
            aSuspendedRouteDefersNotifications(engine);
        }
    }

    private static void aSuspendedRouteDefersNotifications(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        MockEndpoint received = PURSE.receive("purse:webhook");
        PURSE.context().getRouteController().suspendRoute("received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        PURSE.context().getRouteController().resumeRoute("received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void anAcknowledgedNotificationIsProcessedBeforeTheContextStops() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        PURSE.route("purse:webhook?webhookAcknowledgement=received", exchange -> {
            goOn.await();
            done.add("done");
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(() -> PURSE.context().stop());
        await().until(() -> PURSE.context().isStopping());
        goOn.countDown();
        stopping.get();
        assertThat(done).hasSize(1);
    }

    @Test
    void aFailureAfterTheAcknowledgementIsCountedAndARedeliveryIsRouted() throws Exception {
        PURSE.route("purse:webhook?webhookAcknowledgement=received", exchange -> {
            throw new IllegalStateException("the route");
        });
        PurseEndpoint endpoint = PURSE.endpoint("purse:webhook?webhookAcknowledgement=received");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        await().until(() -> endpoint.getWebhookRouteFailures() == 1);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        await().until(() -> endpoint.getWebhookRouteFailures() == 2);
        assertThat(endpoint.getWebhooksProcessed()).isZero();
    }

    /** The route has what is left of a claim that would keep the test waiting for a day. */
    @Test
    void readingTheCurrentStateIsPartOfTheTimeThatARouteHas() throws Exception {
        List<String> runs = new ArrayList<>();
        PURSE.route("purse:webhook", new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                runs.add("never ends");
                return false;
            }
        });
        DefaultConsumer consumer =
                (DefaultConsumer) PURSE.context().getRoute("processed").getConsumer();
        ManualTime time = new ManualTime(Instant.EPOCH, 0);
        Duration claimTimeout = Duration.ofDays(1);
        NotificationProcessing processing = new NotificationProcessing(
                new NotificationGuard(null, null, Duration.ZERO, time),
                notification -> {
                    time.advance(claimTimeout.minusMillis(1));
                    return CompletableFuture.completedFuture(notification);
                },
                new WebhookRoute(consumer, new NotificationMessage(PURSE.configuration(), List.of())),
                claimTimeout,
                time,
                consumer.getExceptionHandler());
        byte[] payload = WebhookPayloads.payment().getBytes(StandardCharsets.UTF_8);
        Notification notification = Notification.of(Json.parse(WebhookPayloads.payment()), payload, "exchange-1")
                .orElseThrow();
        assertThat(processing.process(notification, () -> {})).isEqualTo(WebhookOutcome.ROUTE_FAILED);
        assertThat(runs).hasSize(1);
    }

    @Test
    void theSameDeliveryAtTheSameInstantRunsTheRouteOnce() throws Exception {
        List<String> runs = Collections.synchronizedList(new ArrayList<>());
        PURSE.route("purse:webhook", exchange -> runs.add("run"));
        for (int i = 0; i < 100; i++) {
            byte[] body = WebhookPayloads.payment("payment-" + i, 1).getBytes(StandardCharsets.UTF_8);
            CompletableFuture<Integer> first = PURSE.webhooks().sendAsync(body);
            CompletableFuture<Integer> second = PURSE.webhooks().sendAsync(body);
            assertThat(List.of(first.get(), second.get())).contains(200).isSubsetOf(200, 503);
        }
        assertThat(runs).hasSize(100);
    }

    @Test
    void aWebhookCostsTheRepositoriesNineCalls() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        RecentVersions memory = new RecentVersions(10);
        PURSE.configure(configuration -> {
            configuration.setWebhookIdempotentRepository(recording(calls));
            configuration.setWebhookVersionRepository(new StateRepositoryAdapter(memory) {
                @Override
                public String getState(String key) {
                    calls.add("get version");
                    return super.getState(key);
                }

                @Override
                public void setState(String key, String value) {
                    calls.add("set version");
                    super.setState(key, value);
                }
            });
        });
        PURSE.route("purse:webhook", exchange -> calls.add("route"));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(calls)
                .containsExactly(
                        "add claim",
                        "add claim",
                        "contains",
                        "get version",
                        "route",
                        "set version",
                        "add",
                        "confirm",
                        "remove claim",
                        "remove claim");
    }

    @Test
    void theContextStopsTheRepositories() throws Exception {
        MemoryIdempotentRepository idempotent = new MemoryIdempotentRepository();
        RecentVersions versions = new RecentVersions(10);
        PURSE.configure(configuration -> {
            configuration.setWebhookIdempotentRepository(idempotent);
            configuration.setWebhookVersionRepository(versions);
        });
        PURSE.receive("purse:webhook");
        assertThat(idempotent.isStarted()).isTrue();
        assertThat(versions.isStarted()).isTrue();
        PURSE.context().stop();
        assertThat(idempotent.isStopped() || idempotent.getStatus().isStopped()).isTrue();
        assertThat(versions.isStopped() || versions.getStatus().isStopped()).isTrue();
    }

    private static MemoryIdempotentRepository recording(List<String> calls) {
        return new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                calls.add("add" + suffix(key));
                return super.add(key);
            }

            @Override
            public boolean contains(String key) {
                calls.add("contains" + suffix(key));
                return super.contains(key);
            }

            @Override
            public boolean confirm(String key) {
                calls.add("confirm" + suffix(key));
                return super.confirm(key);
            }

            @Override
            public boolean remove(String key) {
                calls.add("remove" + suffix(key));
                return super.remove(key);
            }

            private String suffix(String key) {
                return key.contains(":claim:") ? " claim" : "";
            }
        };
    }

    /** A repository that a test can break. */
    private abstract static class StateRepositoryAdapter extends ServiceSupport
            implements StateRepository<String, String> {

        private final RecentVersions memory;

        StateRepositoryAdapter(RecentVersions memory) {
            this.memory = memory;
        }

        @Override
        public void setState(String key, String value) {
            memory.setState(key, value);
        }

        @Override
        public String getState(String key) {
            return memory.getState(key);
        }
    }
}
