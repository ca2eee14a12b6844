package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A small run: what is measured has to work; its speed does not matter here. */
class WebhookBenchmarkTest {

    private final PrintedReport printed = new PrintedReport();

    @Test
    void everyWebhookReachesItsRouteOnce() throws Exception {
        WebhookBenchmark benchmark = new WebhookBenchmark(new Turns(1, 1, Duration.ofMillis(200), 2), 2);

        WebhookBenchmark.Result result = benchmark.run();

        assertThat(result.sent()).isPositive();
        assertThat(result.comparison().bare().median(Turn::perSecond)).isPositive();
        printed.report().webhooks(benchmark, result, true);
        assertThat(printed.text()).contains("each exactly once    kept", "parsing JSON");
    }
}
