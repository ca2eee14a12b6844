package io.camelpurse;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.camelpurse.client.PoolFigures;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.PurseSandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starting, stopping, starting again, and staying small in between. Tests {@link PurseComponent}, {@link PurseEndpoint}
 * and {@link io.camelpurse.client.PurseClients}.
 */
class LifeTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    @Test
    void aThousandEndpointsOfToDShareOnePoolAndOneToken() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toD("purse:getPayment?paymentId=${body}");
            }
        });
        String payment = sandbox.authorizedPayment(100, "EUR", "ORD-1");
        for (int i = 0; i < 1200; i++) {
            PURSE.send("direct:in", i < 1100 ? "p-" + i : payment, Map.of());
        }
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
        // The call that waited for the token is sent before the token's connection is free again.
        assertThat(sandbox.connections()).isLessThanOrEqualTo(2);
        // One of each: a pool, a token, a retry budget, the recent keys, the currencies of payments.
        assertThat(PoolFigures.kept(PURSE.component().clients())).isEqualTo(5);
    }

    @Test
    void aWrongOptionStopsTheStartInWords() throws Exception {
        PURSE.configuration().setClientSecret(null);
        assertThat(catchThrowable(() -> PURSE.producer("purse:getPayment?paymentId=p-1")))
                .hasStackTraceContaining("clientSecret is missing");
    }

    @Test
    void aContextWhoseComponentNeverStartedStops() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("purse", new PurseComponent());
        context.build();

        // Camel logs what a service throws while it stops.
        try (CapturedLog log = CapturedLog.of("org.apache.camel")) {
            context.stop();
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(context.isStopped()).isTrue();
    }

    @Test
    void stoppingIsNoErrorOfTheHttpClient() throws Exception {
        String payment = sandbox.authorizedPayment(100, "EUR", "ORD-1");
        try (CapturedLog log = CapturedLog.of("org.apache.hc")) {
            for (int i = 0; i < 50; i++) {
                try (PurseExtension node =
                        PurseExtension.builder().sandbox(sandbox).build().open()) {
                    AsyncProducer producer = node.producer("purse:getPayment?paymentId=" + payment);
                    List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                            .mapToObj(call -> node.send(producer, Map.of()))
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
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken(ScriptedServer::neverRespond));
        AsyncProducer producer =
                PURSE.producer("purse:capturePayment?paymentId=p-1&amount=1&maxConnections=" + connections);
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                .mapToObj(i -> PURSE.send(producer, Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-" + i)))
                .toList();
        await().until(() -> server.calls().size() == Math.min(20, connections));
        PURSE.component().stop();
        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS).getException())
                    .isInstanceOf(PurseException.class)
                    .hasMessageContaining("stopping");
        }
        assertThat(calls.stream()
                        .map(call -> ((PurseException) call.join().getException()).getCallOutcome())
                        .filter(CallOutcome.UNKNOWN::equals))
                .hasSize(server.calls().size());
    }

    @Test
    void stoppingEndsCallsThatWaitForAToken() throws Exception {
        ScriptedServer server = PURSE.connect(ScriptedServer.with(ScriptedServer::neverRespond));
        AsyncProducer producer = PURSE.producer("purse:capturePayment?paymentId=p-1&amount=1");
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 20)
                .mapToObj(i -> PURSE.send(producer, Map.of(PurseConstants.MERCHANT_REFERENCE, "INV-" + i)))
                .toList();
        await().until(() -> server.requests().size() == 1);
        PURSE.component().stop();
        for (CompletableFuture<Exchange> call : calls) {
            PurseException failure =
                    (PurseException) call.get(PATIENCE, TimeUnit.SECONDS).getException();
            assertThat(failure).hasMessageContaining("stopping");
            assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        }
    }

    @Test
    void aCallOnAStoppedComponentFailsAndDoesNotHang() throws Exception {
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=p-1");
        PURSE.component().stop();
        assertThat(PURSE.send(producer, Map.of())
                        .get(PATIENCE, TimeUnit.SECONDS)
                        .getException())
                .isInstanceOf(PurseException.class);
    }

    @Test
    void aRouteWorksAfterItsRestart() throws Exception {
        withRoute();
        PURSE.succeed("direct:in");
        PURSE.context().getRouteController().stopRoute("purse");
        PURSE.context().getRouteController().startRoute("purse");
        PURSE.succeed("direct:in");
    }

    @Test
    void theRouteWorksAfterASuspensionOfTheContext() throws Exception {
        withRoute();
        PURSE.succeed("direct:in");
        PURSE.context().suspend();
        PURSE.context().resume();
        PURSE.succeed("direct:in");
    }

    @Test
    void theComponentAndItsRouteWorkAfterARestart() throws Exception {
        withRoute();
        PURSE.succeed("direct:in");
        PURSE.context().getRouteController().stopRoute("purse");
        PURSE.component().stop();
        PURSE.component().start();
        PURSE.context().getRouteController().startRoute("purse");
        PURSE.succeed("direct:in");
    }

    @Test
    void theContextWorksAfterARestart() throws Exception {
        withRoute();
        PURSE.succeed("direct:in");
        PURSE.context().stop();
        PurseConfiguration again = PURSE.configuration();
        again.setApiUrl(sandbox.apiUrl());
        PurseExtension.use(again, sandbox.account());
        PURSE.context().start();
        assertThat(PURSE.context()
                        .createProducerTemplate()
                        .request("direct:in", exchange -> {})
                        .getException())
                .isNull();
    }

    private void withRoute() throws Exception {
        String payment = sandbox.authorizedPayment(100, "EUR", "ORD-1");
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("purse").to("purse:getPayment?paymentId=" + payment);
            }
        });
    }
}
