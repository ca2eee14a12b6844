package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small run: what is measured has to work; its speed does not matter here. */
class InFlightBenchmarkTest {

    private final PrintedReport printed = new PrintedReport();

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
        printed.report().inFlight(benchmark, result);
        assertThat(printed.text()).contains("each exactly once    kept", "HttpClient, text", "camel-http, 20 threads");
    }
}
