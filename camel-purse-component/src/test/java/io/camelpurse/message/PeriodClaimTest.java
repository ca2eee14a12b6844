package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim excludes others for one period at least and two at most, and leaves nothing behind. */
class PeriodClaimTest {

    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final long PERIOD_BEGINS = PERIOD.toMillis() * 1000;

    private final Set<String> keys = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 150_000, 299_999})
    void aClaimHoldsForOneToTwoPeriods(long intoThePeriod) {
        long made = PERIOD_BEGINS + intoThePeriod;
        assertThat(make(claim(made))).isTrue();
        assertThat(make(claim(made))).isFalse();
        assertThat(make(claim(made + PERIOD.toMillis()))).isFalse();
        assertThat(make(claim(made + 2 * PERIOD.toMillis()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300_000, -1, 0, 1, 300_000})
    void nodesWhoseClocksDifferExcludeEachOther(long skew) {
        assertThat(make(claim(PERIOD_BEGINS))).isTrue();
        assertThat(make(claim(PERIOD_BEGINS + skew))).isFalse();
    }

    @Test
    void anotherKeyIsAnotherClaim() {
        assertThat(make(claim(PERIOD_BEGINS))).isTrue();
        assertThat(make(PeriodClaim.of("another", PERIOD_BEGINS, PERIOD))).isTrue();
    }

    @Test
    void aClaimThatCannotBeMadeLeavesNoKey() {
        make(claim(PERIOD_BEGINS));
        Set<String> before = Set.copyOf(keys);
        make(claim(PERIOD_BEGINS - PERIOD.toMillis()));
        assertThat(keys).isEqualTo(before);
    }

    @Test
    void aClaimWhoseSecondKeyCannotBeAddedLeavesNoKey() {
        PeriodClaim claim = claim(PERIOD_BEGINS);
        Predicate<String> failing = key -> {
            if (key.equals(claim.nextPeriod())) {
                throw new IllegalStateException("down");
            }
            return keys.add(key);
        };
        assertThatThrownBy(() -> claim.make(failing, keys::remove)).hasMessage("down");
        assertThat(keys).isEmpty();
    }

    @Test
    void aClaimIsKeptWhileItsConditionIsTrue() {
        PeriodClaim claim = claim(PERIOD_BEGINS);
        make(claim);
        assertThat(claim.keepIf(() -> true, keys::remove)).isTrue();
        assertThat(keys).containsExactlyInAnyOrder(claim.thisPeriod(), claim.nextPeriod());
        assertThat(claim.keepIf(() -> false, keys::remove)).isFalse();
        assertThat(keys).isEmpty();
    }

    @Test
    void aClaimWhoseConditionCannotBeCheckedIsReleased() {
        PeriodClaim claim = claim(PERIOD_BEGINS);
        make(claim);
        assertThatThrownBy(() -> claim.keepIf(
                        () -> {
                            throw new IllegalStateException("down");
                        },
                        keys::remove))
                .hasMessage("down");
        assertThat(keys).isEmpty();
    }

    @Test
    void theSecondKeyIsReleasedAlthoughTheFirstOneCannotBe() {
        PeriodClaim claim = claim(PERIOD_BEGINS);
        make(claim);
        assertThatThrownBy(() -> claim.release(key -> {
                    if (key.equals(claim.thisPeriod())) {
                        throw new IllegalStateException("down");
                    }
                    keys.remove(key);
                }))
                .hasMessage("down");
        assertThat(keys).containsExactly(claim.thisPeriod());
    }

    @Test
    void aClaimIsAttemptedOnceMoreAfterAnException() {
        List<String> failures = new ArrayList<>();
        Iterator<String> results = List.of("first", "second", "third").iterator();
        Supplier<Boolean> failing = () -> {
            throw new IllegalStateException(results.next());
        };

        assertThat(PeriodClaim.attempt(() -> make(claim(PERIOD_BEGINS)), e -> failures.add(e.getMessage())))
                .isTrue();
        assertThat(failures).isEmpty();
        assertThatThrownBy(() -> PeriodClaim.attempt(failing, e -> failures.add(e.getMessage())))
                .hasMessage("second");
        assertThat(failures).containsExactly("first");
    }

    private boolean make(PeriodClaim claim) {
        return claim.make(keys::add, keys::remove);
    }

    private static PeriodClaim claim(long millis) {
        return PeriodClaim.of("resource", millis, PERIOD);
    }
}
