package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small run: what is measured has to work; its speed does not matter here. */
class CallsBenchmarkTest {

    private final PrintedReport printed = new PrintedReport();

    @Test
    void eachContenderCapturesOnce() throws Exception {
        CallsBenchmark benchmark = new CallsBenchmark(
                new Turns(1, 2, Duration.ofMillis(200), 2), Duration.ofMillis(20), 16, List.of(2, 16));

        CallsBenchmark.Result result;
        try (Upstream upstream = Upstream.start()) {
            result = benchmark.run(upstream);
        }

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
        printed.report().calls(benchmark, result, true);
        assertThat(printed.text())
                .contains(
                        "each exactly once    kept",
                        "HttpClient, text",
                        "camel-http, 16 threads",
                        "goal: at most 1.15",
                        "&continueOnIoThread",
                        "kernel: sockets");
    }
}
