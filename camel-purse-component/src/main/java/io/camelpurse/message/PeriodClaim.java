package io.camelpurse.message;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes claims that expire in an idempotent repository without expiry: the keys contain the time. A claim is made for
 * the current period and the next one, so that nodes whose clocks differ by less than a period, or that are on either
 * side of the end of one, compete for the same key. A claim that a crash leaves behind expires after one period at the
 * earliest and two at the latest.
 *
 * @param thisPeriod key for the period in which it is made
 * @param nextPeriod key for the period after
 */
public record PeriodClaim(String thisPeriod, String nextPeriod) {

    /**
     * A claim that is not made yet.
     *
     * @param key    what is claimed
     * @param millis the time of this node
     * @param period the shortest time for which the claim holds
     */
    public static PeriodClaim of(String key, long millis, Duration period) {
        long number = millis / period.toMillis();
        return new PeriodClaim(key + ":claim:" + number, key + ":claim:" + (number + 1));
    }

    /**
     * Attempts a claim, and once more after an exception: if two nodes add a key at the same instant, a database throws
     * one on one of them, and the key exists by then.
     *
     * @param claim  may throw
     * @param failed gets the first exception
     * @throws RuntimeException if the second attempt does
     */
    public static <T> T attempt(Supplier<T> claim, Consumer<RuntimeException> failed) {
        try {
            return claim.get();
        } catch (RuntimeException e) {
            failed.accept(e);
            return claim.get();
        }
    }

    /**
     * Makes the claim.
     *
     * @param add    adds a key to the repository, unless it is there
     * @param remove removes a key from it
     * @return {@code false} if another one holds; nothing is left in the repository then, whatever was thrown
     */
    public boolean make(Predicate<String> add, Consumer<String> remove) {
        if (!add.test(thisPeriod)) {
            return false;
        }
        boolean made = false;
        try {
            made = add.test(nextPeriod);
        } finally {
            if (!made) {
                remove.accept(thisPeriod);
            }
        }
        return made;
    }

    /**
     * Checks a condition while the claim holds, and releases the claim unless it is true.
     *
     * @param condition asks the repository
     * @param remove    removes a key from it
     * @return whether the claim still holds
     */
    public boolean keepIf(BooleanSupplier condition, Consumer<String> remove) {
        boolean kept = false;
        try {
            kept = condition.getAsBoolean();
        } finally {
            if (!kept) {
                release(remove);
            }
        }
        return kept;
    }

    /**
     * Releases the claim: the second key also if the first one cannot be removed.
     *
     * @param remove removes a key from the repository
     */
    public void release(Consumer<String> remove) {
        try {
            remove.accept(thisPeriod);
        } finally {
            remove.accept(nextPeriod);
        }
    }
}
