package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What retries may add, by a clock that nobody sets. */
class RetryBudgetTest {

    private static final int PERCENT = 20;

    private final ManualTime time = new ManualTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final RetryBudget budget = new RetryBudget(time, 20);

    @Test
    void tenRetriesAreAlwaysAllowed() {
        assertThat(allowed(50)).isEqualTo(10);
    }

    @Test
    void aShareOfTheCallsMayBeRetried() {
        calls(1000);
        assertThat(allowed(500)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT8760H", "PT100S"})
    void afterAQuietTimeTenAreAllowedAgain(String quiet) {
        calls(100_000);
        assertThat(allowed(100_000)).isEqualTo(20_000);
        pass(Duration.parse(quiet).plus(Duration.ofDays(1)));
        assertThat(allowed(50)).isEqualTo(10);
    }

    @Test
    void thePastCountsHalfWithEachWindow() {
        calls(1000);
        assertThat(allowed(500)).isEqualTo(200);
        pass(Duration.ofSeconds(10));
        // 500 calls and 100 retries count now.
        calls(500);
        assertThat(allowed(500)).isEqualTo(100);
        pass(Duration.ofSeconds(20));
        calls(750);
        assertThat(allowed(500)).isEqualTo(150);
    }

    private void calls(int number) {
        IntStream.range(0, number).forEach(call -> budget.called());
    }

    private long allowed(int asked) {
        return IntStream.range(0, asked).filter(retry -> budget.allows(PERCENT)).count();
    }

    private void pass(Duration duration) {
        time.advance(duration);
    }
}
