package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        InFlightBenchmark benchmark = new InFlightBenchmark(200, Duration.ofMillis(500), Duration.ofMillis(300));

        InFlightBenchmark.Result result = benchmark.run(upstream);

        assertThat(result.failure()).isNull();
        assertThat(result.succeeded()).isEqualTo(result.calls());
        assertThat(result.ledger()).isEqualTo(new Upstream.Ledger(result.calls(), 0));
        assertThat(result.underWay()).isGreaterThan(100);
        report.inFlight(benchmark, result);
        assertThat(written()).contains("each exactly once    kept");
    }

    @Test
    void theComponentMakesMoreCallsThanItHasCallingThreads() throws Exception {
        // Of one round alone, a pause of the machine would decide.
        ThroughputBenchmark benchmark =
                new ThroughputBenchmark(1, 3, Duration.ofMillis(300), Duration.ofMillis(20), 2, 64);

        ThroughputBenchmark.Result result = benchmark.run(upstream);

        assertThat(result.ledger()).isEqualTo(new Upstream.Ledger(result.calls(), 0));
        assertThat(result.ratio()).isGreaterThan(1);
        report.throughput(benchmark, result);
        assertThat(written()).contains("each exactly once    kept");
    }

    @Test
    void everyPieceOfACallIsMeasured() throws Exception {
        report.pieces(new Microbenchmarks(0, 1, TimeValue.milliseconds(20)).run());

        assertThat(written()).contains("requestFromText", "readResponse", "deriveKey");
    }

    @Test
    void everyWebhookReachesItsRouteOnce() throws Exception {
        WebhookBenchmark benchmark = new WebhookBenchmark(1, 1, Duration.ofMillis(200), 2);

        WebhookBenchmark.Result result = benchmark.run();

        assertThat(result.sent()).isPositive();
        assertThat(result.comparison().bare().perSecond()).isPositive();
        report.webhooks(benchmark, result);
        assertThat(written()).contains("each exactly once    kept");
    }

    @Test
    void aShoppersReturnIsMeasuredBesideItsSignature() throws Exception {
        RedirectionBenchmark benchmark = new RedirectionBenchmark(1, 1, Duration.ofMillis(100));

        Comparison result = benchmark.run();

        assertThat(result.purse().perSecond()).isPositive();
        assertThat(result.bare().perSecond()).isPositive();
        report.redirections(benchmark, result);
        assertThat(written()).contains("at least 0.8 times");
    }

    @Test
    void aMissedBoundEndsTheReport() {
        report.impossible("10,000 in flight", "too few files");

        assertThat(report.end()).isFalse();
        assertThat(written()).contains("MISSED too few files");
    }

    private String written() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
