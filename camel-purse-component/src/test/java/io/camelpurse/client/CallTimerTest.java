package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Servers that hang or drip cost a route no more than totalTimeout, and the pool nothing. Tests
 * {@link Deadline} and {@link CallTimer}.
 */
class CallTimerTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    /** As many as the default pool has connections. */
    private static final int ALL = 200;

    @Test
    void asManyDrippingResponsesAsThePoolHasConnectionsLeaveItFree() throws Exception {
        AtomicBoolean dripping = new AtomicBoolean();
        CountDownLatch all = new CountDownLatch(ALL);
        CountDownLatch ended = new CountDownLatch(ALL);
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (dripping.get()) {
                drip(output, ended);
            } else {
                // Held back until each call has a connection of its own, so that all are free in the pool after
                // it.
                if (request.path().endsWith("/warm-up")) {
                    all.countDown();
                    all.await();
                }
                ScriptedServer.json(output, 200, ScriptedServer.payment(last(request.path())));
            }
        }));
        PURSE.configuration().setMaxRetries(0);
        done(calls("purse:getPayment?paymentId=warm-up&totalTimeout=30s", ALL))
                .forEach(call -> assertThat(call.getException()).isNull());
        dripping.set(true);
        List<Exchange> dripped = done(calls("purse:getPayment?paymentId=dripping&totalTimeout=1s", ALL));
        assertThat(dripped).allMatch(call -> call.getException().getMessage().contains("totalTimeout"));
        assertThat(ended.await(PATIENCE, TimeUnit.SECONDS))
                .as("the server sees the end of each")
                .isTrue();
        assertThat(PoolFigures.leased(PoolFigures.clients(PURSE.component()))).isZero();
        assertThat(PoolFigures.openCalls(PoolFigures.clients(PURSE.component())))
                .isZero();
        dripping.set(false);
        PURSE.succeed("purse:getPayment?paymentId=healthy&totalTimeout=5s");
    }

    @Test
    void aServerThatHangsForASecondCostsNoMoreThanThatSecond() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        AtomicBoolean hanging = new AtomicBoolean();
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (hanging.get()) {
                hung.await();
            }
            ScriptedServer.json(output, 200, ScriptedServer.payment(last(request.path())));
        }));
        String uri = "purse:getPayment?paymentId=p-1&maxRetries=0&totalTimeout=200ms&maxConnections=2";
        PURSE.succeed(uri.replace("200ms", "10s"));
        hanging.set(true);
        for (int i = 0; i < 5; i++) {
            done(calls(uri, 2))
                    .forEach(call -> assertThat(call.getException()).isInstanceOf(PurseUnavailableException.class));
        }
        hanging.set(false);
        PURSE.succeed(uri.replace("200ms", "10s"));
        hung.countDown();
    }

    @Test
    void aStopWithdrawsAThousandCallsThatWaitForAConnection() throws Exception {
        int connections = 50;
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (socket.getInputStream().read() < 0) {
                socket.close();
            }
        }));
        AsyncProducer producer =
                PURSE.producer("purse:capturePayment?paymentId=p-1&amount=1&maxConnections=" + connections);
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 1000)
                .mapToObj(i -> PURSE.send(producer, Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-" + i)))
                .toList();
        await().until(() -> server.calls().size() == connections);
        PURSE.component().stop();
        List<CallOutcome> phases = done(calls).stream()
                .map(call -> ((PurseException) call.getException()).getCallOutcome())
                .toList();
        assertThat(phases).filteredOn(CallOutcome.UNKNOWN::equals).hasSize(connections);
        assertThat(phases).filteredOn(CallOutcome.NOT_EXECUTED::equals).hasSize(1000 - connections);
        assertThat(server.calls()).hasSize(connections);
    }

    /** A task for each call would wake the timer's thread for a deadline that nearly no call reaches. */
    @Test
    void oneTimerTaskChecksAllCallsForAsLongAsThereAreAny() {
        List<Runnable> tasks = new ArrayList<>();
        CallTimer timer = addingTo(tasks);
        AtomicInteger checks = new AtomicInteger();
        List<CompletableFuture<Void>> results =
                Stream.generate(CompletableFuture<Void>::new).limit(ALL).toList();

        results.forEach(result -> timer.track(counting(checks), result));
        assertThat(tasks).hasSize(1);
        tasks.remove(0).run();
        assertThat(checks).hasValue(ALL);
        assertThat(tasks).hasSize(1);

        results.forEach(result -> result.complete(null));
        tasks.remove(0).run();
        assertThat(checks).hasValue(ALL);
        assertThat(tasks).isEmpty();

        timer.track(counting(checks), new CompletableFuture<>());
        assertThat(tasks).hasSize(1);
    }

    @Test
    void aCallThatCannotBeEndedKeepsNoOtherFromItsDeadline() {
        List<Runnable> tasks = new ArrayList<>();
        CallTimer timer = addingTo(tasks);
        AtomicInteger checks = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            timer.track(failing(), new CompletableFuture<>());
            timer.track(counting(checks), new CompletableFuture<>());
        }

        tasks.remove(0).run();
        assertThat(checks).hasValue(10);
        assertThat(tasks).hasSize(1);
    }

    /** Runs nothing by itself. */
    private static CallTimer addingTo(List<Runnable> tasks) {
        Scheduler scheduler = (action, millis) -> {
            tasks.add(action);
            return () -> {};
        };
        return new CallTimer(scheduler, new OpenCalls(), TimeSource.system());
    }

    private static OpenCalls.OpenCall failing() {
        return new OpenCalls.OpenCall() {
            @Override
            public void end() {}

            @Override
            public void endIfExpired() {
                throw new NoClassDefFoundError("of the application");
            }
        };
    }

    private static OpenCalls.OpenCall counting(AtomicInteger checks) {
        return new OpenCalls.OpenCall() {
            @Override
            public void end() {}

            @Override
            public void endIfExpired() {
                checks.incrementAndGet();
            }
        };
    }

    private static List<CompletableFuture<Exchange>> calls(String uri, int count) throws Exception {
        AsyncProducer producer = PURSE.producer(uri);
        return IntStream.range(0, count)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList();
    }

    private static List<Exchange> done(List<CompletableFuture<Exchange>> calls) {
        await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static void drip(OutputStream output, CountDownLatch ended) throws IOException, InterruptedException {
        try {
            output.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes());
            while (true) {
                output.write('x');
                output.flush();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } finally {
            ended.countDown();
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
