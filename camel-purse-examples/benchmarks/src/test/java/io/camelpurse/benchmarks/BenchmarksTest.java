package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.camelpurse.PurseConstants;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.TimeValue;

/** Small runs of the benchmarks: what they measure has to work, how fast it is does not count here. */
class BenchmarksTest {

    private static Upstream upstream;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(text, true, StandardCharsets.UTF_8));

    @BeforeAll
    static void start() {
        upstream = Upstream.start();
    }

    @AfterAll
    static void stop() {
        upstream.close();
    }

    @Test
    void manyCapturesInFlightMoveTheirMoneyOnce() throws Exception {
        InFlightBenchmark benchmark =
                new InFlightBenchmark(50, Duration.ofMillis(200), Duration.ofMillis(100), 2, List.of(20));

        InFlightBenchmark.Result result = benchmark.run();

        assertThat(result.all()).hasSize(6).allSatisfy(held -> {
            assertThat(held.failure()).isNull();
            assertThat(held.succeeded()).isEqualTo(benchmark.waves() * held.calls());
            assertThat(held.line().turns())
                    .hasSize(2)
                    .allMatch(turn -> turn.cpuMicros() > 0 && turn.p50Micros() > 200_000);
            assertThat(held.underWay()).isGreaterThan(held.calls() / 2);
        });
        assertThat(result.ledger()).isEqualTo(new Upstream.Ledger(result.calls(), 0));
        report.inFlight(benchmark, result);
        assertThat(written()).contains("each exactly once    kept", "HttpClient, text", "camel-http, 20 threads");
    }

    @Test
    void eachContenderCapturesOnce() throws Exception {
        CallsBenchmark benchmark = new CallsBenchmark(
                new Turns(1, 2, Duration.ofMillis(200), 2), Duration.ofMillis(20), 16, List.of(2, 16));

        CallsBenchmark.Result result = benchmark.run(upstream);

        assertThat(result.ledger()).isEqualTo(new Upstream.Ledger(result.calls(), 0));
        assertThat(result.lines()).hasSize(7).allSatisfy(line -> {
            assertThat(line.turns()).hasSize(2);
            assertThat(line.median(Turn::perSecond)).isPositive();
            assertThat(line.median(Turn::allocatedBytes)).isPositive();
            assertThat(line.median(Turn::p99Micros)).isGreaterThanOrEqualTo(line.median(Turn::p50Micros));
            assertThat(line.median(Turn::p50Micros)).isGreaterThan(20_000);
        });
        assertThat(result.lines().stream().map(Line::name)).doesNotHaveDuplicates();
        assertThat(result.profiles()).hasSize(5).allSatisfy(profile -> {
            assertThat(profile.samples()).isPositive();
            assertThat(profile.micros()).isPositive();
            assertThat(profile.shares().values().stream()
                            .mapToDouble(share -> share)
                            .sum())
                    .isCloseTo(1, within(1e-6));
        });
        // HttpClient alone parses nothing, and has no route.
        assertThat(result.profiles().get(0).shares()).doesNotContainKeys(Piece.PARSING, Piece.CAMEL);
        report.calls(benchmark, result, true);
        assertThat(written())
                .contains(
                        "each exactly once    kept",
                        "HttpClient, text",
                        "camel-http, 16 threads",
                        "goal: at most 1.15",
                        "&continueOnIoThread",
                        "kernel: sockets");
    }

    @Test
    void theRouteOverCamelHttpSetsWhatTheComponentSets() throws Exception {
        String payment = upstream.openPayments(1).get(0);
        try (RouteContender purse = RouteContender.purse(upstream, 1, "");
                RouteContender http = RouteContender.camelHttp(upstream, 1, 1, purse.accessToken())) {
            Map<String, Object> byPurse =
                    purse.headers(new Capture(upstream.openPayments(1).get(0)));
            Map<String, Object> byHttp = http.headers(new Capture(payment));

            assertThat(byPurse).containsKeys(PurseConstants.TOTAL_CAPTURED, PurseConstants.OPERATION_STATUS);
            // What no response says, a route over HTTP does not know.
            byPurse.keySet()
                    .removeAll(List.of(
                            PurseConstants.HTTP_RESPONSE_CODE,
                            PurseConstants.ATTEMPTS,
                            PurseConstants.DUPLICATE,
                            PurseConstants.IDEMPOTENCY_KEY_USED));
            assertThat(byHttp.keySet()).containsAll(byPurse.keySet());
        }
    }

    @Test
    void theStartIsMeasuredInAProcessOfItsOwn() throws Exception {
        StartBenchmark.Result result = new StartBenchmark(1).run();

        assertThat(result.component()).hasSize(1).allSatisfy(start -> {
            assertThat(start.millis()).hasSameSizeAs(StartBenchmark.STEPS).allMatch(millis -> millis > 0);
            assertThat(start.classes()).isGreaterThan(100);
            // Of HttpClient; those for timeouts and workers begin with the first call.
            assertThat(start.threads()).contains("PurseIO");
        });
        assertThat(result.httpClient()).hasSize(1);
        assertThat(result.shared()).hasSize(1).allMatch(start -> start.all() > 0);
        report.start(result, true);
        assertThat(written()).contains("ms  the route", "HttpClient alone", "ms until it is ready");
    }

    @Test
    void everyPieceOfACallIsMeasured() throws Exception {
        report.pieces(new Microbenchmarks(0, 1, TimeValue.milliseconds(20)).run());

        assertThat(written()).contains("requestFromText", "readResponse", "deriveKey");
    }

    @Test
    void everyWebhookReachesItsRouteOnce() throws Exception {
        WebhookBenchmark benchmark = new WebhookBenchmark(new Turns(1, 1, Duration.ofMillis(200), 2), 2);

        WebhookBenchmark.Result result = benchmark.run();

        assertThat(result.sent()).isPositive();
        assertThat(result.comparison().bare().median(Turn::perSecond)).isPositive();
        report.webhooks(benchmark, result, true);
        assertThat(written()).contains("each exactly once    kept", "parsing JSON");
    }

    @Test
    void aShoppersReturnIsMeasuredBesideItsSignature() throws Exception {
        RedirectionBenchmark benchmark = new RedirectionBenchmark(new Turns(1, 1, Duration.ofMillis(100), 3));

        Comparison result = benchmark.run();

        assertThat(result.purse().median(Turn::perSecond)).isPositive();
        assertThat(result.bare().median(Turn::perSecond)).isPositive();
        report.redirections(benchmark, result, true);
        assertThat(written()).contains("at least 0.80", "checking the signature");
    }

    @Test
    void aMissedBoundEndsTheReport() {
        report.impossible("10,000 in flight", "too few files");

        assertThat(report.end()).isFalse();
        assertThat(written()).contains("MISSED       too few files");
    }

    private String written() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
