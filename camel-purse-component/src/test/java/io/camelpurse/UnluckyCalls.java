package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.MisbehavingServer.Behaviour;
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
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Reads and captures of payments that a {@link MisbehavingServer} treats in each of its ways, many at once. */
final class UnluckyCalls {

    private static final int IN_FLIGHT = 60;

    private final CamelContext context;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final List<Call> calls = new ArrayList<>();
    private final Map<Behaviour, AtomicLong> ended = new EnumMap<>(Behaviour.class);
    private final AtomicLong unexpected = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private long reference;

    private record Call(Behaviour behaviour, AsyncProducer producer) {}

    /** @param connections fewer than there are calls at once, so that some always wait for one */
    UnluckyCalls(CamelContext context, int connections) throws Exception {
        this.context = context;
        for (Behaviour behaviour : Behaviour.values()) {
            ended.put(behaviour, new AtomicLong());
            String options = "?paymentId=" + behaviour.id() + "&maxConnections=" + connections
                    + "&maxResponseSize=100000&totalTimeout=";
            add(behaviour, "purse:getPayment" + options + "300ms");
            add(behaviour, "purse:capturePayment" + options + "500ms&amount=1");
        }
    }

    private void add(Behaviour behaviour, String uri) throws Exception {
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        calls.add(new Call(behaviour, producer));
    }

    /** Returns when all calls have ended. */
    void run(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            // Nothing hangs: a place is free again after the time that a call may take.
            assertThat(free.tryAcquire(10, TimeUnit.SECONDS)).as("a call ended").isTrue();
            make(calls.get(random.nextInt(calls.size())));
        }
        assertThat(free.tryAcquire(IN_FLIGHT, 10, TimeUnit.SECONDS))
                .as("all calls ended")
                .isTrue();
        free.release(IN_FLIGHT);
    }

    private void make(Call call) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, "INV-" + reference++);
        call.producer().process(exchange, sync -> {
            if (exchange.getException() == null) {
                succeeded.incrementAndGet();
            } else if (!(exchange.getException() instanceof PurseException)) {
                unexpected.incrementAndGet();
            }
            ended.get(call.behaviour()).incrementAndGet();
            free.release();
        });
    }

    /** Each kind of call ended, some with success, the others with an exception of ours. */
    void assertAllEndedAsExpected() {
        assertThat(ended.values()).allMatch(count -> count.get() > 0);
        assertThat(unexpected).hasValue(0);
        assertThat(succeeded.get()).isPositive();
    }

    void print() {
        ended.forEach((behaviour, count) -> System.out.printf("%-20s %8d%n", behaviour, count.get()));
    }
}
