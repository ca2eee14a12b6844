package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.RepeatedTest;
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

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime(Instant.EPOCH, 0);

    /** Run by the tests only. */
    private final List<Runnable> tasks = new ArrayList<>();

    private final CallTimer timer = new CallTimer(
            (action, millis) -> {
                tasks.add(action);
                return () -> {};
            },
            new OpenCalls(),
            time);

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
        List<Call> calls = Stream.generate(() -> new Call(DEADLINE)).limit(ALL).toList();

        calls.forEach(this::track);
        assertThat(tasks).hasSize(1);
        runTask();
        assertThat(tasks).hasSize(1);

        calls.forEach(Call::end);
        runTask();
        assertThat(tasks).isEmpty();

        track(new Call(DEADLINE));
        assertThat(tasks).hasSize(1);
    }

    /** With thousands of them, checking each would cost more than the calls themselves. */
    @Test
    void callsAreCheckedOnlyWhenTheTimeOfOneHasPassed() {
        List<Call> calls = Stream.generate(() -> new Call(DEADLINE)).limit(ALL).toList();
        calls.forEach(this::track);
        time.advance(DEADLINE.minusSeconds(1));
        Call impatient = new Call(Duration.ofMillis(100));
        track(impatient);

        runTask();
        assertThat(calls).allMatch(call -> call.checks == 0);

        time.advance(Duration.ofMillis(100));
        runTask();
        assertThat(impatient.result).isDone();
        assertThat(calls).allMatch(call -> call.checks == 1 && !call.result.isDone());

        runTask();
        assertThat(calls).allMatch(call -> call.checks == 1);

        time.advance(Duration.ofSeconds(1));
        runTask();
        assertThat(calls).allMatch(call -> call.result.isDone());
    }

    @Test
    void aCallThatCannotBeEndedKeepsNoOtherFromItsDeadline() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            track(new Call(DEADLINE) {
                @Override
                public void endIfExpired() {
                    throw new NoClassDefFoundError("of the application");
                }
            });
            Call call = new Call(DEADLINE);
            track(call);
            calls.add(call);
        }

        time.advance(DEADLINE);
        runTask();
        assertThat(calls).allMatch(call -> call.result.isDone());
        assertThat(tasks).hasSize(1);
    }

    /** Repeated, since it depends on hash codes whether the check that goes on finds the new call. */
    @RepeatedTest(100)
    void aCallThatBeginsDuringACheckIsEndedInTime() {
        Call begun = new Call(Duration.ofSeconds(2));
        track(new Call(Duration.ofSeconds(1)) {
            @Override
            public void endIfExpired() {
                track(begun);
                super.endIfExpired();
            }
        });
        track(new Call(DEADLINE));

        time.advance(Duration.ofSeconds(1));
        runTask();
        assertThat(begun.result).isNotDone();

        time.advance(Duration.ofSeconds(1));
        runTask();
        assertThat(begun.result).isDone();
    }

    /** Repeated, since it depends on hash codes which of the two calls is checked first. */
    @RepeatedTest(10)
    void aCheckThatCannotBeCompletedIsMadeOnceMore() {
        Call call = new Call(DEADLINE);
        track(call);
        track(new Call(DEADLINE) {
            private boolean beingChecked;

            @Override
            public void endIfExpired() {
                beingChecked = !beingChecked;
            }

            @Override
            public Deadline nextCheck() {
                if (beingChecked) {
                    throw new OutOfMemoryError("as if there were none");
                }
                return super.nextCheck();
            }
        });

        time.advance(DEADLINE);
        assertThatThrownBy(this::runTask).isInstanceOf(OutOfMemoryError.class);
        runTask();
        assertThat(call.result).isDone();
    }

    private void track(Call call) {
        timer.track(call, call.result);
    }

    private void runTask() {
        tasks.remove(0).run();
    }

    /** Counts how often it is checked. */
    private class Call implements OpenCalls.ExpiringCall {

        private final CompletableFuture<Void> result = new CompletableFuture<>();
        private final Deadline deadline;
        private int checks;

        Call(Duration duration) {
            deadline = Deadline.in(duration, time);
        }

        @Override
        public Deadline nextCheck() {
            return deadline;
        }

        @Override
        public void endIfExpired() {
            checks++;
            if (deadline.hasExpired()) {
                end();
            }
        }

        @Override
        public void end() {
            result.complete(null);
        }
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
