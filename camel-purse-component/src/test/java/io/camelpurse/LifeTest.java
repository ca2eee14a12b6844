package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseContext;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, stopping, starting again, and staying small in between. */
class LifeTest {

    @RegisterExtension
    static final PurseSandboxExtension SANDBOX = new PurseSandboxExtension();

    private final PurseSandbox sandbox = SANDBOX.sandbox();

    @Test
    void aThousandEndpointsOfToDShareOnePoolAndOneToken() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            purse.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").toD("purse:getPayment?paymentId=${body}");
                }
            });
            String payment = sandbox.authorizedPayment(100, "EUR", "ORD-1");
            for (int i = 0; i < 1200; i++) {
                purse.request("direct:in", i < 1100 ? "p-" + i : payment, Map.of());
            }
            assertThat(sandbox.tokenCalls()).isEqualTo(1);
            // The call that waited for the token is sent before the token's connection is free again.
            assertThat(sandbox.connections()).isLessThanOrEqualTo(2);
            // One of each: a pool, a token, a retry budget, the recent keys, the currencies of payments.
            assertThat(kept(purse.component().clients())).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void aWrongOptionStopsTheStartInWords() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            purse.configuration().setClientSecret(null);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> purse.producer("purse:getPayment?paymentId=p-1")))
                    .hasStackTraceContaining("clientSecret is missing");
        }
    }

    @Test
    void aContextWhoseComponentNeverStartedStops() {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            assertThat(purse.component()).isNotNull();
        }
    }

    @Test
    void stoppingIsNoErrorOfTheHttpClient() throws Exception {
        String payment = sandbox.authorizedPayment(100, "EUR", "ORD-1");
        try (CapturedLog log = CapturedLog.of("org.apache.hc")) {
            for (int i = 0; i < 50; i++) {
                try (PurseContext purse = PurseContext.calling(sandbox)) {
                    AsyncProducer producer = purse.producer("purse:getPayment?paymentId=" + payment);
                    List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                            .mapToObj(call -> purse.send(producer, Map.of()))
                            .toList();
                    calls.forEach(CompletableFuture::join);
                }
            }
            assertThat(log.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void stoppingEndsCallsThatAreSentAndCallsThatWait(int connections) throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> Thread.sleep(60_000));
                PurseContext purse = PurseContext.calling(server)) {
            AsyncProducer producer =
                    purse.producer("purse:capturePayment?paymentId=p-1&amount=1&maxConnections=" + connections);
            List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                    .mapToObj(i -> purse.send(producer, Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-" + i)))
                    .toList();
            await().until(() -> server.calls().size() == Math.min(20, connections));
            long before = System.nanoTime();
            purse.component().stop();
            for (CompletableFuture<Exchange> call : calls) {
                assertThat(call.get(5, TimeUnit.SECONDS).getException()).isInstanceOf(PurseException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(calls.stream()
                            .map(call -> ((PurseException) call.join().getException()).getCallOutcome())
                            .filter(CallOutcome.UNKNOWN::equals))
                    .hasSize(server.calls().size());
        }
    }

    @Test
    void stoppingEndsCallsThatWaitForAToken() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> Thread.sleep(60_000));
                PurseContext purse = PurseContext.calling(server)) {
            AsyncProducer producer = purse.producer("purse:capturePayment?paymentId=p-1&amount=1");
            List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                    .mapToObj(i -> purse.send(producer, Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-" + i)))
                    .toList();
            await().until(() -> server.requests().size() == 1);
            purse.component().stop();
            for (CompletableFuture<Exchange> call : calls) {
                PurseException failure =
                        (PurseException) call.get(5, TimeUnit.SECONDS).getException();
                assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            }
        }
    }

    @Test
    void aCallOnAStoppedComponentFailsAndDoesNotHang() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            AsyncProducer producer = purse.producer("purse:getPayment?paymentId=p-1");
            purse.component().stop();
            assertThat(purse.send(producer, Map.of()).get(5, TimeUnit.SECONDS).getException())
                    .isInstanceOf(PurseException.class);
        }
    }

    @Test
    void aRouteWorksAfterItsRestart() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            withRoute(purse);
            purse.succeed("direct:in");
            purse.context().getRouteController().stopRoute("purse");
            purse.context().getRouteController().startRoute("purse");
            purse.succeed("direct:in");
        }
    }

    @Test
    void theRouteWorksAfterASuspensionOfTheContext() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            withRoute(purse);
            purse.succeed("direct:in");
            purse.context().suspend();
            purse.context().resume();
            purse.succeed("direct:in");
        }
    }

    @Test
    void theComponentAndItsRouteWorkAfterARestart() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            withRoute(purse);
            purse.succeed("direct:in");
            purse.context().getRouteController().stopRoute("purse");
            purse.component().stop();
            purse.component().start();
            purse.context().getRouteController().startRoute("purse");
            purse.succeed("direct:in");
        }
    }

    @Test
    void theContextWorksAfterARestart() throws Exception {
        try (PurseContext purse = PurseContext.calling(sandbox)) {
            withRoute(purse);
            purse.succeed("direct:in");
            purse.context().stop();
            PurseConfiguration again = purse.configuration();
            again.setApiUrl(sandbox.apiUrl());
            PurseContext.use(again, sandbox.account());
            purse.context().start();
            assertThat(purse.context()
                            .createProducerTemplate()
                            .request("direct:in", exchange -> {})
                            .getException())
                    .isNull();
        }
    }

    private void withRoute(PurseContext purse) throws Exception {
        String payment = sandbox.authorizedPayment(100, "EUR", "ORD-1");
        purse.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("purse").to("purse:getPayment?paymentId=" + payment);
            }
        });
    }

    /** How much a component keeps from one call to the next. */
    private static int kept(Object clients) throws Exception {
        int size = 0;
        for (java.lang.reflect.Field field : clients.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(clients);
            if (value instanceof Map<?, ?> map) {
                size += map.size();
            } else if (value instanceof Collection<?> collection) {
                size += collection.size();
            }
        }
        return size;
    }
}
