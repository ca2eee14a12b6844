package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.MisbehavingServer;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.UnluckyCalls;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls to servers that do everything wrong at once, for a while, after which everything is where it was. The system
 * property {@code soak.seconds} sets for how long; {@code ./mvnw -B -Psoak} runs for ten minutes.
 */
class ProducerSoakTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("soak.seconds", 1));
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** Fewer than calls, so that some always wait for a connection. */
    private static final int CONNECTIONS = 40;

    /** The bounded caches of payments and keys may fill; leaking connections would keep far more. */
    private static final long HEAP_TOLERANCE = 16L * 1024 * 1024;

    /** What must be at its end as it was at its beginning. */
    private record Figures(int leased, int pending, int openCalls, long timers, long threads) {}

    @Test
    void nothingIsLeftOfCallsToServersThatDoEverythingWrong() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            PURSE.connect(server.url());
            PURSE.configuration().setMaxRetries(1);
            PURSE.template();
            UnluckyCalls calls = new UnluckyCalls(PURSE.context(), CONNECTIONS);
            PurseClients clients = PoolFigures.clients(PURSE.component());
            // Threads, connections and caches come with the first calls, and stay.
            calls.run(WARM_UP);
            Figures before = atRest();
            long heapBefore = heap();

            calls.run(TIME);

            calls.assertAllEndedAsExpected();
            // Threads that waited for work may have gone, none has come.
            assertThat(atRest().threads()).isLessThanOrEqualTo(before.threads());
            await("no connection is open that the pool does not have")
                    .untilAsserted(
                            () -> assertThat(server.openConnections()).isEqualTo(PoolFigures.available(clients)));
            assertThat(heap() - heapBefore).as("bytes that are kept").isLessThan(HEAP_TOLERANCE);
            // And the pool still serves, at once.
            PURSE.succeed(
                    "purse:getPayment?paymentId=healthy&totalTimeout=10s&maxRetries=3&maxConnections=" + CONNECTIONS);
            calls.print();
        }
    }

    private static Figures atRest() {
        await("all is at rest")
                .untilAsserted(() -> assertThat(figures()).isEqualTo(new Figures(0, 0, 0, 0, threads())));
        return figures();
    }

    private static Figures figures() {
        PurseClients clients = PoolFigures.clients(PURSE.component());
        return new Figures(
                PoolFigures.leased(clients),
                PoolFigures.pending(clients),
                PoolFigures.openCalls(clients),
                PoolFigures.timers(clients),
                threads());
    }

    private static long threads() {
        String context = "Camel (" + PURSE.context().getName() + ")";
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
