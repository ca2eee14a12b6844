package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A small run: what is measured has to work; its speed does not matter here. */
class RedirectionBenchmarkTest {

    private final PrintedReport printed = new PrintedReport();

    @Test
    void aShoppersReturnIsMeasuredBesideItsSignature() throws Exception {
        RedirectionBenchmark benchmark = new RedirectionBenchmark(new Turns(1, 1, Duration.ofMillis(100), 3));

        Comparison result = benchmark.run();

        assertThat(result.purse().median(Turn::perSecond)).isPositive();
        assertThat(result.bare().median(Turn::perSecond)).isPositive();
        printed.report().redirections(benchmark, result, true);
        assertThat(printed.text()).contains("at least 0.80", "checking the signature");
    }
}
