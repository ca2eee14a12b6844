package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.ProducerChecks;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Options that no other test shows the effect of, on real sockets. Tests {@link PurseConfiguration},
 * {@link io.camelpurse.client.ClientSettings} and {@link io.camelpurse.client.CallSettings}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OptionEffectsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String READ = "purse:getPayment?paymentId=p-1";

    /** Nobody waits in a test: what is planned runs at once, unless it is the end of a call. */
    private static final class HastyThreads extends DefaultThreadPoolFactory {

        private static final long LONG = TimeUnit.SECONDS.toMillis(59);

        private final Queue<Long> delays = new ConcurrentLinkedQueue<>();
        private final String pool;

        HastyThreads(String pool) {
            this.pool = pool;
        }

        @Override
        public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            if (!profile.getId().startsWith(pool)) {
                return super.newScheduledThreadPool(profile, threads);
            }
            return new ScheduledThreadPoolExecutor(1, threads) {
                @Override
                public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
                    boolean isSweep = StackWalker.getInstance()
                            .walk(frames -> frames.anyMatch(
                                    frame -> frame.getMethodName().equals("sweepLater")));
                    if (isSweep) {
                        return super.schedule(work, delay, unit);
                    }
                    long millis = unit.toMillis(delay);
                    delays.add(millis);
                    return super.schedule(work, millis < LONG ? 0 : millis, TimeUnit.MILLISECONDS);
                }
            };
        }

        List<Long> waits() {
            return delays.stream().filter(millis -> millis < LONG).toList();
        }
    }

    @Test
    void connectTimeoutEndsTheWaitForAConnection() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            // Nobody accepts: the queue is full soon, and whoever connects then gets no response.
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (IOException isFull) {
                    break;
                }
            }
            PURSE.connect("http://127.0.0.1:" + full.getLocalPort());
            CompletableFuture<Exchange> patient = PURSE.send(
                    PURSE.producer(READ + "&connectTimeout=60s&tokenScope=its-own&maxRetries=0&totalTimeout=60s"),
                    Map.of());
            // Without the option, totalTimeout would end the call before the default of 10 s does.
            PurseException failure = PURSE.fail(READ + "&connectTimeout=400ms&maxRetries=0&totalTimeout=9s");
            assertThat(failure)
                    .isInstanceOf(PurseUnavailableException.class)
                    .hasMessageContaining("no connection was made within the connect timeout");
            assertThat(patient).as("a call that may wait longer").isNotDone();
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void tokenScopeIsRequested() throws Exception {
        ScriptedServer server = PURSE.connect(server());
        PURSE.succeed(READ + "&tokenScope=payments:read payments:write");
        assertThat(tokenRequest(server).body())
                .isEqualTo("grant_type=client_credentials&scope=payments%3Aread+payments%3Awrite");
        PURSE.succeed(READ);
        assertThat(server.requests().get(2).body()).isEqualTo("grant_type=client_credentials");
    }

    @Test
    void tokenAuthenticationBodySendsIdAndSecretInTheForm() throws Exception {
        ScriptedServer server = PURSE.connect(server());
        PURSE.configuration().setClientSecret("s&c+r t/ü");
        PURSE.succeed(READ + "&tokenAuthentication=body");
        assertThat(tokenRequest(server).body())
                .isEqualTo("grant_type=client_credentials&client_id=client&client_secret=s%26c%2Br+t%2F%C3%BC");
        assertThat(tokenRequest(server).headers())
                .doesNotContainKey("authorization")
                .containsEntry("content-type", "application/x-www-form-urlencoded");
        PURSE.succeed(READ + "&tokenAuthentication=basic");
        assertThat(server.requests().get(2).body()).isEqualTo("grant_type=client_credentials");
        assertThat(server.requests().get(2).headers().get("authorization")).startsWith("Basic ");
    }

    @Test
    void retryDelayAndMaxRetryDelayBoundTheWaits() throws Exception {
        ScriptedServer server = PURSE.connect(
                ScriptedServer.withToken((request, socket, output) -> ScriptedServer.send(output, 503, "", "")));
        HastyThreads threads = new HastyThreads("PurseTimer");
        PURSE.context().getExecutorServiceManager().setThreadPoolFactory(threads);
        List<Long> first = new ArrayList<>();
        List<Long> later = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            threads.delays.clear();
            PURSE.fail(READ + "&retryDelay=8s&maxRetryDelay=20s&maxRetries=4&retryBudget=1000");
            List<Long> waits = threads.waits();
            assertThat(waits).hasSize(4);
            first.add(waits.get(0));
            later.addAll(waits.subList(2, 4));
        }
        assertThat(first).allMatch(wait -> wait <= 8000).anyMatch(wait -> wait > 4000);
        assertThat(later).allMatch(wait -> wait <= 20_000).anyMatch(wait -> wait > 10_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 300, 320", "100, 590, 600"})
    void retryBudgetBoundsTheTrafficThatRetriesAdd(int percent, int least, int most) throws Exception {
        ScriptedServer server = PURSE.connect(
                ScriptedServer.withToken((request, socket, output) -> ScriptedServer.send(output, 503, "", "")));
        PURSE.template();
        String uri = READ + "&retryDelay=1&maxRetries=1&retryBudget=" + percent;
        IntStream.range(0, 300).parallel().forEach(i -> PURSE.send(uri));
        assertThat(server.calls()).hasSizeBetween(least, most);
    }

    @Test
    void webhookDeduplicateAloneLetsARedeliveredNotificationRunTheRoute() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        MockEndpoint received = PURSE.receive("purse:webhook?webhookDeduplicate=false");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", 3))).isEqualTo(200);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", 3))).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(2);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", 2))).isEqualTo(200);
        assertThat(received.getReceivedExchanges())
                .as("a lower version is still dropped")
                .hasSize(2);
    }

    @Test
    void webhookDropStaleAloneLetsALowerVersionRunTheRoute() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        MockEndpoint received = PURSE.receive("purse:webhook?webhookDropStale=false");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", 3))).isEqualTo(200);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", 2))).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(2);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", 2))).isEqualTo(200);
        assertThat(received.getReceivedExchanges())
                .as("a duplicate still does not run the route")
                .hasSize(2);
    }

    @Test
    void bothAreOnByDefault() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        MockEndpoint received = PURSE.receive("purse:webhook");
        for (int version : List.of(3, 3, 2)) {
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-1", version)))
                    .isEqualTo(200);
        }
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void bridgeErrorHandlerOnTheComponentPassesFailuresToTheRoutesErrorHandler() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.context().getComponent("purse", PurseComponent.class).setBridgeErrorHandler(true);
        PURSE.configure(configuration -> configuration.setWebhookIdempotentRepository(new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                throw new IllegalStateException("the repository");
            }
        }));
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:failed");
                from("purse:webhook").to("mock:received");
            }
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(PURSE.context()
                        .getEndpoint("mock:failed", MockEndpoint.class)
                        .getReceivedExchanges())
                .hasSize(1);
    }

    @Test
    void aConfigurationMayBeABean() throws Exception {
        try (ScriptedServer server = server()) {
            PurseConfiguration bean = new PurseConfiguration();
            bean.setApiUrl(server.url() + "/of-the-bean");
            bean.setClientId("client");
            bean.setClientSecret("secret");
            bean.setMaxRetries(0);
            Main main = new Main();
            main.addInitialProperty("camel.main.jmxEnabled", "false");
            main.addInitialProperty("camel.component.purse.configuration", "#bean:shop");
            main.bind("shop", bean);
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to(READ);
                }
            });
            main.start();
            try {
                main.getCamelTemplate().requestBody("direct:in", (Object) null);
                assertThat(server.calls().get(0).path()).isEqualTo("/of-the-bean/v2/payments/p-1");
                assertThat(bean.getApiUrl()).isEqualTo(server.url() + "/of-the-bean");
            } finally {
                main.stop();
            }
        }
    }

    /** No option is autowired, since a bean of its type need not be meant for Purse. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void autowiredEnabledTakesNoBeanThatNoOptionNames(boolean enabled) throws Exception {
        ScriptedServer server = PURSE.connect(server());
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            CamelContext context = PURSE.context();
            MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
            Supplier<Credentials> credentials = () -> new Credentials("other", "other-secret", null);
            PurseConfiguration other = new PurseConfiguration();
            context.getRegistry().bind("client", client);
            context.getRegistry().bind("repository", repository);
            context.getRegistry().bind("credentials", Supplier.class, credentials);
            context.getRegistry().bind("configuration", PurseConfiguration.class, other);
            PURSE.component().setAutowiredEnabled(enabled);
            PURSE.succeed(READ);
            PurseConfiguration used =
                    context.getEndpoint(READ, PurseEndpoint.class).getConfiguration();
            assertThat(used.getHttpClient()).isNull();
            assertThat(used.getCredentialsSource()).isNull();
            assertThat(used.getWebhookIdempotentRepository()).isNull();
            assertThat(used.getRedirectionIdempotentRepository()).isNull();
            assertThat(used.getWebhookVersionRepository()).isNull();
            assertThat(client.getStatus()).isEqualTo(IOReactorStatus.INACTIVE);
            assertThat(server.requests().get(0).headers().get("authorization"))
                    .isEqualTo("Basic Y2xpZW50OmNsaWVudC1zZWNyZXQ=");
        }
    }

    @Test
    void redirectionSigningKeysCachePeriodSaysWhenKeysAreReadAgain() throws Exception {
        assertThat(planned("redirectionSigningKeysCachePeriod=10m"))
                .anyMatch(millis -> millis > 300_000 && millis < 600_000);
        assertThat(planned("redirectionSigningKeysCachePeriod=2m")).allMatch(millis -> millis < 120_000);
    }

    private static List<Long> planned(String option) throws Exception {
        HastyThreads threads = new HastyThreads("PurseKeys");
        PURSE.connect(signingKeys());
        PURSE.context().getExecutorServiceManager().setThreadPoolFactory(threads);
        verifyRedirections(option);
        // The first read is at once.
        await().untilAsserted(() -> assertThat(threads.delays).anyMatch(millis -> millis > 0));
        return List.copyOf(threads.delays);
    }

    @Test
    void redirectionSigningKeysOutagePeriodSaysHowLongKeysServe() throws Exception {
        PURSE.connect(signingKeys());
        ProducerChecks.enable(PURSE.context());
        verifyRedirections("redirectionSigningKeysOutagePeriod=7h");
        await().untilAsserted(() -> assertThat(details()).containsKey("signing.keys.read.at"));
        Instant readAt = Instant.parse(details().get("signing.keys.read.at").toString());
        Instant usableUntil =
                Instant.parse(details().get("signing.keys.usable.until").toString());
        assertThat(Duration.between(readAt, usableUntil)).isEqualTo(Duration.ofHours(7));
    }

    private static Map<String, Object> details() {
        return HealthCheckHelper.invokeReadiness(PURSE.context(), "full").stream()
                .filter(result -> result.getCheck().getId().endsWith("-signing-keys"))
                .findFirst()
                .map(HealthCheck.Result::getDetails)
                .orElse(Map.of());
    }

    private static void verifyRedirections(String option) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:return").to("purse:verifyRedirection?" + option);
            }
        });
        PURSE.template();
    }

    private static ScriptedServer signingKeys() throws Exception {
        return ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"kid\":\"1\",\"alg\":\"RS256\",\"n\":\"" + "x".repeat(342)
                        + "\"}]}"));
    }

    private static ScriptedServer server() throws Exception {
        return ScriptedServer.withToken(
                (request, socket, output) -> ScriptedServer.json(output, 200, ScriptedServer.payment("p-1")));
    }

    private static ScriptedServer.Request tokenRequest(ScriptedServer server) {
        return server.requests().get(0);
    }
}
