package io.camelpurse.benchmarks;

import static io.camelpurse.benchmarks.Bound.atLeast;
import static io.camelpurse.benchmarks.Bound.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.benchmarks.Bound.Verdict;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** A bound that is missed on a quiet machine fails the run, and nothing else does. */
class BoundTest {

    private static final Spread AROUND_2 = Spread.of(DoubleStream.of(1.8, 2.2, 2.0, 1.9, 2.1));

    @Test
    void theMedianKeepsABound() {
        assertThat(AROUND_2).isEqualTo(new Spread(1.9, 2.0, 2.1));
        assertThat(atMost(2).judge(AROUND_2, true)).isEqualTo(Verdict.KEPT);
        assertThat(atLeast(2).judge(AROUND_2, false)).isEqualTo(Verdict.KEPT);
    }

    @Test
    void turnsThatDifferTooMuchSayNothing() {
        assertThat(atMost(1.95).judge(AROUND_2, false)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(atLeast(2.05).judge(AROUND_2, false)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aBusyMachineSaysNothing() {
        assertThat(atMost(1).judge(AROUND_2, true)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(atLeast(3).judge(AROUND_2, true)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aQuietMachineMisses() {
        assertThat(atMost(1).judge(AROUND_2, false)).isEqualTo(Verdict.MISSED);
        assertThat(atLeast(3).judge(AROUND_2, false)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(DoubleStream.of(4, 1, 2, 3)).median()).isEqualTo(2.5);
    }
}
