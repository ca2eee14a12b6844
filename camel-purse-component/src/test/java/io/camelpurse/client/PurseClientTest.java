package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No thread waits for a response. */
class PurseClientTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final int IN_FLIGHT = 200;

    private final CountDownLatch allHaveArrived = new CountDownLatch(IN_FLIGHT);
    private final CountDownLatch held = new CountDownLatch(1);
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            String id = request.path().substring(request.path().lastIndexOf('/') + 1);
            if (id.equals("held")) {
                allHaveArrived.countDown();
                held.await();
            }
            ScriptedServer.json(output, 200, ScriptedServer.payment(id));
        }));
    }

    @Test
    void twoHundredCallsOfOneThreadAreInProgressAtOnce() throws Exception {
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=held&maxConnections=" + IN_FLIGHT);
        List<CompletableFuture<Exchange>> calls = calls(producer, IN_FLIGHT);
        assertThat(allHaveArrived.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        held.countDown();
        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        }
    }

    @Test
    void moreCallsThanThePoolHasConnectionsAllSucceed() throws Exception {
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=fast&maxConnections=3");
        for (CompletableFuture<Exchange> call : calls(producer, 1500)) {
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        }
        assertThat(server.connections()).isLessThanOrEqualTo(3);
    }

    private static List<CompletableFuture<Exchange>> calls(AsyncProducer producer, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList();
    }
}
