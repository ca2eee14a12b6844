package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.MisbehavingServer;
import io.camelpurse.fixture.PurseContext;
import io.camelpurse.fixture.UnluckyCalls;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Calls to servers that do everything wrong at once, for a while, after which everything is where it was. The system
 * property {@code soak.seconds} sets for how long; {@code ./mvnw -B -Psoak} runs for ten minutes.
 */
class ProducerSoakTest {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("soak.seconds", 8));
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** Fewer than calls, so that some always wait for a connection. */
    private static final int CONNECTIONS = 40;

    /** Caches of payments and keys may fill: they are bounded, and far smaller than what leaking connections would keep. */
    private static final long HEAP_TOLERANCE = 16L * 1024 * 1024;

    /** What must be at its end as it was at its beginning. */
    private record Figures(int leased, int pending, int openCalls, long timers, long threads) {}

    @Test
    void nothingIsLeftOfCallsToServersThatDoEverythingWrong() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer();
                PurseContext purse = calling(server)) {
            purse.template();
            UnluckyCalls calls = new UnluckyCalls(purse.context(), CONNECTIONS);
            PurseClients clients = PoolFigures.clients(purse.component());
            // Threads, connections and caches come with the first calls, and stay.
            calls.run(WARM_UP);
            Figures before = atRest(purse);
            long heapBefore = heap();

            calls.run(TIME);

            calls.assertAllEndedAsExpected();
            // Threads that waited for work may have gone, none has come.
            assertThat(atRest(purse).threads()).isLessThanOrEqualTo(before.threads());
            await("no connection is open that the pool does not have")
                    .untilAsserted(
                            () -> assertThat(server.openConnections()).isEqualTo(PoolFigures.available(clients)));
            assertThat(heap() - heapBefore).as("bytes that are kept").isLessThan(HEAP_TOLERANCE);
            // And the pool still serves, at once.
            purse.succeed(
                    "purse:getPayment?paymentId=healthy&totalTimeout=10s&maxRetries=3&maxConnections=" + CONNECTIONS);
            calls.print();
        }
    }

    private static PurseContext calling(MisbehavingServer server) {
        PurseContext purse = PurseContext.calling(server.url());
        purse.configuration().setMaxRetries(1);
        return purse;
    }

    private static Figures atRest(PurseContext purse) {
        await("all is at rest")
                .untilAsserted(() -> assertThat(figures(purse)).isEqualTo(new Figures(0, 0, 0, 0, threads(purse))));
        return figures(purse);
    }

    private static Figures figures(PurseContext purse) {
        PurseClients clients = PoolFigures.clients(purse.component());
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
}
