package io.camelpurse;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.client.PoolFigures;
import io.camelpurse.client.PurseClients;
import io.camelpurse.client.RecentEntries;
import io.camelpurse.fixture.DrippingSenders;
import io.camelpurse.fixture.MisbehavingServer;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.UnluckyCalls;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookSenders;
import io.camelpurse.webhook.PurseConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Producer and consumer of one component at once. Servers and webhook senders are slow, drip for as long as they can,
 * stay half open, flood and send garbage; routes succeed, fail, throw errors and call such a server themselves.
 * For as many seconds as the system property {@code soak.seconds} says, on each engine; one without it.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ComponentSoakTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("soak.seconds", 1));
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final int PLACES = 32;
    private static final int DRIPPERS = 2 * PLACES;
    private static final int CONNECTIONS = 40;
    private static final int KEPT = 1000;
    private static final int WORKERS = 16;

    /** The bounded caches of payments and keys may fill; leaking connections would keep far more. */
    private static final long HEAP_TOLERANCE = 20L << 20;

    private final MemoryIdempotentRepository repository = (MemoryIdempotentRepository)
            MemoryIdempotentRepository.memoryIdempotentRepository(new RecentEntries<>(KEPT));

    /** What must be at its end as it was at its beginning: nothing of it is left of what has ended. */
    private record Figures(
            int leased,
            int pending,
            int openCalls,
            long timers,
            int places,
            int bodies,
            long bodyTimers,
            int exchanges,
            long claims) {

        static final Figures AT_REST = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"VERTX", "JETTY", "SERVLET"})
    void everythingEndsWhereItBegan(WebhookEngine engine) throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            listenOn(engine, server);
            UnluckyCalls calls = new UnluckyCalls(PURSE.context(), CONNECTIONS);
            WebhookSenders senders = new WebhookSenders(PURSE.webhooks(), PLACES);
            PurseClients clients = clients();
            // Threads, connections and caches come with the first calls, and stay.
            soak(calls, senders, WARM_UP);
            startAllWorkers();
            awaitRest();
            PURSE.context().getRouteController().stopRoute("processed");
            Map<String, Long> threads = threads();
            long heap = usedHeap();
            PURSE.context().getRouteController().startRoute("processed");

            int processed = soak(calls, senders, TIME);

            awaitRest();
            calls.assertAllEndedAsExpected();
            assertThat(processed).as("webhooks that got through meanwhile").isPositive();
            assertThat(senders.allPlacesAtOnce()).as("places").isEqualTo(PLACES);
            awaitRest();
            await("no connection is open that the pool does not have")
                    .untilAsserted(
                            () -> assertThat(server.openConnections()).isEqualTo(PoolFigures.available(clients)));
            PURSE.context().getRouteController().stopRoute("processed");
            await().untilAsserted(() -> assertThat(threads())
                    .as("as many threads as at the beginning, or fewer: %s", threads)
                    .allSatisfy((kind, count) ->
                            assertThat(count).as(kind).isLessThanOrEqualTo(threads.getOrDefault(kind, 0L))));
            assertThat(usedHeap() - heap).as("bytes that are kept").isLessThan(HEAP_TOLERANCE);
        }
    }

    private void listenOn(WebhookEngine engine, MisbehavingServer server) throws Exception {
        PURSE.listenOn(engine).configure(configuration -> {
            configuration.setApiUrl(server.url());
            configuration.setClientId("client");
            configuration.setClientSecret("client-secret");
            configuration.setMaxRetries(1);
            configuration.setWebhookIdempotentRepository(repository);
        });
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook?webhookMaxConcurrency=" + PLACES)
                        .routeId("processed")
                        .process(ComponentSoakTest::process)
                        .filter(exchange -> lastDigit(exchange) == '5')
                        .to("purse:getPayment?paymentId=slow&totalTimeout=2s&maxConnections=" + CONNECTIONS)
                        .end()
                        .filter(exchange -> lastDigit(exchange) == '6')
                        .to("purse:getPayment?paymentId=dripping_body&totalTimeout=200ms&maxConnections=" + CONNECTIONS)
                        .end();
            }
        });
    }

    /** Succeeds, fails, throws an error, is marked for rollback, or takes its time. */
    private static void process(Exchange exchange) throws Exception {
        switch (lastDigit(exchange)) {
            case '1' -> throw new IllegalStateException("the route");
            case '2' -> throw new StackOverflowError("the route");
            case '3' -> exchange.setRollbackOnly(true);
            case '4' -> TimeUnit.MILLISECONDS.sleep(50);
            default -> exchange.getMessage().setBody(null);
        }
    }

    private static char lastDigit(Exchange exchange) {
        String id = exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID, String.class);
        return id.charAt(id.length() - 1);
    }

    /** More drippers than places, which are still there when everything else has ended. */
    private static int soak(UnluckyCalls calls, WebhookSenders senders, Duration time) throws Exception {
        try (DrippingSenders drippers = new DrippingSenders(PURSE.webhooks())) {
            drippers.keep(DRIPPERS, HEADER + ": " + TOKEN + "\r\n");
            CompletableFuture<Void> calling = CompletableFuture.runAsync(() -> {
                try {
                    calls.run(time);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            int processed = senders.run(time);
            calling.get(time.toSeconds() + PATIENCE, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(drippers.dripping()).isEqualTo(DRIPPERS));
            return processed;
        }
    }

    /** The worker threads, and the one that watches their queue, start with the calls at once that need them. */
    private static void startAllWorkers() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        for (int i = 0; i < 2 * WORKERS; i++) {
            PURSE.component().worker().execute(end::join);
        }
        await().until(() -> threads().keySet().stream().anyMatch(kind -> kind.contains("PurseWatch")));
        end.complete(null);
    }

    private void awaitRest() {
        await("all is at rest").untilAsserted(() -> assertThat(figures()).isEqualTo(Figures.AT_REST));
    }

    private Figures figures() {
        PurseClients clients = clients();
        PurseConsumer consumer =
                (PurseConsumer) PURSE.context().getRoute("processed").getConsumer();
        Object bodies = PoolFigures.part(PoolFigures.part(consumer, "handler"), "bodies");
        PurseComponent component = PURSE.context().getComponent("purse", PurseComponent.class);
        return new Figures(
                PoolFigures.leased(clients),
                PoolFigures.pending(clients),
                PoolFigures.openCalls(clients),
                PoolFigures.timers(clients) + PoolFigures.scheduled(component.worker(), "watch"),
                consumer.getPendingExchangesSize(),
                PoolFigures.size(bodies, "arriving"),
                PoolFigures.scheduled(bodies, "timer"),
                PURSE.context().getInflightRepository().size(),
                repository.getCache().keySet().stream()
                        .filter(key -> key.contains(":claim:"))
                        .count());
    }

    private static PurseClients clients() {
        return PURSE.context().getComponent("purse", PurseComponent.class).clients();
    }

    /** By kind, without those of the test and the virtual machine, and those that containers keep idle for a minute. */
    private static Map<String, Long> threads() {
        Predicate<String> ofTheTest = name -> Stream.of(
                        "HttpClient-",
                        "misbehaving-server",
                        "pool-",
                        "awaitility",
                        "surefire",
                        "ForkJoinPool",
                        "CompletableFutureDelayScheduler",
                        "junit",
                        "process reaper")
                .anyMatch(name::startsWith);
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Stream.of(thread.getValue())
                        .map(StackTraceElement::toString)
                        .noneMatch(frame -> frame.contains(".idleJobPoll") || frame.contains("ReservedThread")))
                .map(Map.Entry::getKey)
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system"))
                .map(Thread::getName)
                .filter(ofTheTest.negate())
                .collect(groupingBy(name -> name.replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#"), TreeMap::new, counting()));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
