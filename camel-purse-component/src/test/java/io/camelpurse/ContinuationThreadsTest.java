package io.camelpurse;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScarceThreads;
import io.camelpurse.fixture.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No thread waits for a response, and none that serves connections runs a route. Tests
 * {@link ContinuationThreads}.
 */
class ContinuationThreadsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final int IN_FLIGHT = 200;
    private static final Duration UPSTREAM = Duration.ofMillis(300);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch held = new CountDownLatch(1);
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.withToken((request, socket, output) -> {
            if (request.path().contains("held")) {
                held.await();
            }
            Duration delay = request.path().contains("slow") ? UPSTREAM : Duration.ZERO;
            later.schedule(() -> respond(request, output), delay.toMillis(), TimeUnit.MILLISECONDS);
        });
        PURSE.connect(server);
    }

    @AfterEach
    void stop() throws Exception {
        later.shutdownNow();
    }

    @Test
    void aCallEndsThoughNoThreadCanBeStartedToCarryItsRouteOn() throws Exception {
        AtomicBoolean noThreads = new AtomicBoolean();
        ScarceThreads.in(PURSE.context(), noThreads);
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=fast");
        noThreads.set(true);
        assertThat(PURSE.send(producer, Map.of())
                        .get(PATIENCE, TimeUnit.SECONDS)
                        .getException())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "unreachable"})
    void theRouteGoesOnOnAWorkerAndNotOnTheThreadOfTheConnections(String payment) throws Exception {
        String apiUrl = payment.equals("fast") ? server.url() : "http://127.0.0.1:1";
        String thread = threadBehind("purse:getPayment?paymentId=" + payment
                + "&clientId=other&clientSecret=other-secret&apiUrl=" + apiUrl + "&tokenUrl="
                + server.url() + "/oauth/token");
        assertThat(thread).contains("PurseWorker");
    }

    @Test
    void aRouteContinuesOnTheIoThreadWhereThatIsAllowed() throws Exception {
        // Slow, since a response that is there when the call has just been made is carried on by the caller.
        String call = "purse:getPayment?paymentId=slow&continueOnIoThread=true";
        assertThat(threadBehind(call, call)).contains("PurseIO");
    }

    /** The thread that keeps deadlines would keep none while it runs a route. */
    @Test
    void aCallThatEndsWithoutAResponseContinuesOnAWorkerInAnyCase() throws Exception {
        PURSE.succeed("purse:getPayment?paymentId=fast");
        String thread =
                threadBehind("purse:getPayment?paymentId=held&continueOnIoThread=true&totalTimeout=300ms&maxRetries=0");
        assertThat(thread).contains("PurseWorker");
    }

    /** The thread on which a route continues behind calls, whether they succeed or fail. */
    private static String threadBehind(String... calls) throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .onException(PurseException.class)
                        .handled(true)
                        .process(exchange -> thread.set(Thread.currentThread().getName()))
                        .end()
                        .to(calls)
                        .process(exchange -> thread.set(Thread.currentThread().getName()));
            }
        });
        PURSE.send("direct:in");
        return thread.get();
    }

    @Test
    void aRouteThatBlocksDoesNotHoldUpOtherCalls() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // Slow, since a response that is there when the call has just been made is carried on by the caller.
                from("direct:in").to("purse:getPayment?paymentId=slow").process(exchange -> release.await());
            }
        });
        AsyncProducer blocked = PURSE.producer("direct:in");
        CompletableFuture<Exchange> first = PURSE.send(blocked, Map.of());
        await().until(() -> server.calls().size() == 1);
        PURSE.succeed("purse:getPayment?paymentId=fast");
        assertThat(first).isNotDone();
        release.countDown();
        assertThat(first.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
    }

    /** Every thread that carries routes on waits here for a response that needs such a thread too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void routesThatWaitForOtherCallsDoNotLockEachOtherOut(int depth) throws Exception {
        ProducerTemplate template = PURSE.template();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("purse:getPayment?paymentId=slow").process(exchange -> {
                    for (int i = 0; i < depth; i++) {
                        template.requestBody("direct:nested", "");
                    }
                });
                from("direct:nested")
                        .to("purse:getPayment?paymentId=fast")
                        .process(exchange -> template.requestBody("purse:getPayment?paymentId=fast", ""));
            }
        });
        AsyncProducer producer = PURSE.producer("direct:in");
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 80)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList();
        assertThat(done(calls)).extracting(Exchange::getException).containsOnlyNulls();
    }

    @Test
    void theThreadsThatWaitingNeededGoAgain() throws Exception {
        routesThatWaitForOtherCallsDoNotLockEachOtherOut(1);
        await().until(() -> threads("PurseWorker") <= 16);
    }

    @Test
    void anExchangeIsNotLostWhenTheApplicationsOwnPoolIsFull() throws Exception {
        PURSE.context()
                .getExecutorServiceManager()
                .registerThreadPoolProfile(new ThreadPoolProfileBuilder("purse")
                        .poolSize(1)
                        .maxPoolSize(1)
                        .maxQueueSize(1)
                        .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                        .build());
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=slow");
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 50)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList();
        assertThat(done(calls)).extracting(Exchange::getException).containsOnlyNulls();
    }

    @Test
    void theComponentsThreadsAreFew() throws Exception {
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=slow");
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, IN_FLIGHT)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList();
        assertThat(threads("Purse")).isLessThanOrEqualTo(20);
        done(calls);
        assertThat(threads("Purse")).isLessThanOrEqualTo(20);
    }

    @Test
    void stoppingTheContextTakesAllThreadsWithIt() throws Exception {
        PURSE.succeed("purse:getPayment?paymentId=fast");
        String name = "Camel (" + PURSE.context().getName() + ") thread";
        PURSE.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith(name)));
    }

    private long threads(String part) {
        String context = "Camel (" + PURSE.context().getName() + ")";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith(context) && thread.getName().contains(part))
                .count();
    }

    private static List<Exchange> done(List<CompletableFuture<Exchange>> calls) {
        await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static void respond(ScriptedServer.Request request, OutputStream output) {
        try {
            String path = request.path();
            ScriptedServer.json(output, 200, ScriptedServer.payment(path.substring(path.lastIndexOf('/') + 1)));
        } catch (IOException gone) {
            // The client ended the connection.
        }
    }
}
