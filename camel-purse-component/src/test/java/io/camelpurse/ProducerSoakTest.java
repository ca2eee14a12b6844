package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.MisbehavingServer.Behaviour;
import io.camelpurse.client.PoolFigures;
import io.camelpurse.client.PurseClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.AsyncProducer;
import org.junit.jupiter.api.Test;

/**
 * Calls to servers that do everything wrong at once, for a while, after which everything is where it was. The system
 * property {@code soak.seconds} sets for how long; {@code ./mvnw -B -Psoak} runs for ten minutes.
 */
class ProducerSoakTest {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("soak.seconds", 8));
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int IN_FLIGHT = 60;

    /** Fewer than calls, so that some always wait for a connection. */
    private static final int CONNECTIONS = 40;

    /** Caches of payments and keys may fill: they are bounded, and far smaller than what leaking connections would keep. */
    private static final long HEAP_TOLERANCE = 16L * 1024 * 1024;

    private final SplittableRandom random = new SplittableRandom(42);
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final Map<Behaviour, AtomicLong> ended = new EnumMap<>(Behaviour.class);
    private final AtomicLong unexpected = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private long reference;

    /** What must be at its end as it was at its beginning. */
    private record Figures(int leased, int pending, int openCalls, long timers, long threads) {}

    @Test
    void nothingIsLeftOfCallsToServersThatDoEverythingWrong() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer();
                PurseContext purse = calling(server)) {
            List<Call> calls = calls(purse);
            PurseClients clients = purse.component().clients();
            // Threads, connections and caches come with the first calls, and stay.
            run(calls, WARM_UP);
            Figures before = atRest(purse);
            long heapBefore = heap();

            run(calls, TIME);

            assertThat(ended.values()).allMatch(count -> count.get() > 0);
            assertThat(unexpected).hasValue(0);
            assertThat(succeeded.get()).isPositive();
            // Threads that waited for work may have gone, none has come.
            assertThat(atRest(purse).threads()).isLessThanOrEqualTo(before.threads());
            await("no connection is open that the pool does not have")
                    .untilAsserted(
                            () -> assertThat(server.openConnections()).isEqualTo(PoolFigures.available(clients)));
            assertThat(heap() - heapBefore).as("bytes that are kept").isLessThan(HEAP_TOLERANCE);
            // And the pool still serves, at once.
            purse.succeed(
                    "purse:getPayment?paymentId=healthy&totalTimeout=10s&maxRetries=3&maxConnections=" + CONNECTIONS);
            print();
        }
    }

    private static PurseContext calling(MisbehavingServer server) {
        PurseContext purse = PurseContext.calling(server.url());
        purse.configuration().setMaxRetries(1);
        return purse;
    }

    private List<Call> calls(PurseContext purse) throws Exception {
        List<Call> calls = new ArrayList<>();
        for (Behaviour behaviour : Behaviour.values()) {
            ended.put(behaviour, new AtomicLong());
            String options = "?paymentId=" + behaviour.id() + "&maxConnections=" + CONNECTIONS
                    + "&maxResponseSize=100000&totalTimeout=";
            calls.add(new Call(behaviour, purse, purse.producer("purse:getPayment" + options + "300ms")));
            calls.add(new Call(behaviour, purse, purse.producer("purse:capturePayment" + options + "500ms&amount=1")));
        }
        return calls;
    }

    private void run(List<Call> calls, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            // Nothing hangs: a place is free again after the time that a call may take.
            assertThat(free.tryAcquire(10, TimeUnit.SECONDS)).as("a call ended").isTrue();
            calls.get(random.nextInt(calls.size())).make();
        }
        assertThat(free.tryAcquire(IN_FLIGHT, 10, TimeUnit.SECONDS))
                .as("all calls ended")
                .isTrue();
        free.release(IN_FLIGHT);
    }

    private static Figures atRest(PurseContext purse) {
        await("all is at rest")
                .untilAsserted(() -> assertThat(figures(purse)).isEqualTo(new Figures(0, 0, 0, 0, threads(purse))));
        return figures(purse);
    }

    private static Figures figures(PurseContext purse) {
        PurseClients clients = purse.component().clients();
        return new Figures(
                PoolFigures.leased(clients),
                PoolFigures.pending(clients),
                PoolFigures.openCalls(clients),
                PoolFigures.timers(clients),
                threads(purse));
    }

    private static long threads(PurseContext purse) {
        String context = "Camel (" + purse.context().getName() + ")";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(context))
                .count();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void print() {
        ended.forEach((behaviour, count) -> System.out.printf("%-20s %8d%n", behaviour, count.get()));
    }

    private final class Call {

        private final Behaviour behaviour;
        private final PurseContext purse;
        private final AsyncProducer producer;

        Call(Behaviour behaviour, PurseContext purse, AsyncProducer producer) {
            this.behaviour = behaviour;
            this.purse = purse;
            this.producer = producer;
        }

        void make() {
            Map<String, ?> headers = Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-" + reference++);
            purse.send(producer, headers).whenComplete((exchange, never) -> {
                if (exchange.getException() == null) {
                    succeeded.incrementAndGet();
                } else if (!(exchange.getException() instanceof PurseException)) {
                    unexpected.incrementAndGet();
                }
                ended.get(behaviour).incrementAndGet();
                free.release();
            });
        }
    }
}
