package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A small run: what is measured has to work; its speed does not matter here. */
class StartBenchmarkTest {

    private final PrintedReport printed = new PrintedReport();

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
        printed.report().start(result, true);
        assertThat(printed.text()).contains("ms  the route", "HttpClient alone", "ms until it is ready");
    }
}
