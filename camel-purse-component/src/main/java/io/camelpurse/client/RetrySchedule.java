package io.camelpurse.client;

import java.time.Duration;
import java.util.Optional;

/** Schedules the next retry of a call, if any: exponential back-off with full jitter, within all limits. */
final class RetrySchedule {

    private static final int LARGEST_EXPONENT = 20;

    private final RetrySettings settings;
    private final RetryBudget budget;
    private final Deadline deadline;
    private final Randomness randomness;
    private int retries;

    RetrySchedule(RetrySettings settings, RetryBudget budget, Deadline deadline, Randomness randomness) {
        this.settings = settings;
        this.budget = budget;
        this.deadline = deadline;
        this.randomness = randomness;
    }

    /**
     * @return how long to wait before the retry after this failure; empty if there is none any more
     */
    Optional<Duration> afterFailure(CallFailedException failure) {
        if (retries >= settings.maxRetries()) {
            return Optional.empty();
        }
        Duration wait = jittered(ceiling(retries));
        if (failure.retryAfter() != null && failure.retryAfter().compareTo(wait) > 0) {
            wait = failure.retryAfter();
        }
        if (wait.toMillis() >= deadline.leftMillis() || !budget.allows(settings.budgetPercent())) {
            return Optional.empty();
        }
        retries++;
        return Optional.of(wait);
    }

    /**
     * @param round counts from 0
     * @return how long to wait before the next read; empty if the deadline comes first
     */
    Optional<Duration> beforeRead(int round) {
        Duration wait = readDelay(round);
        return wait.toMillis() >= deadline.leftMillis() ? Optional.empty() : Optional.of(wait);
    }

    /** Half of it is certain, so that reads do not become a flood where the jitter happens to be small. */
    Duration readDelay(int round) {
        Duration ceiling = ceiling(round);
        return ceiling.dividedBy(2).plus(jittered(ceiling.dividedBy(2)));
    }

    private Duration ceiling(int exponent) {
        long maximum = settings.maxRetryDelay().toMillis();
        long delay = settings.retryDelay().toMillis() << Math.min(exponent, LARGEST_EXPONENT);
        return Duration.ofMillis(delay <= 0 || delay > maximum ? maximum : delay);
    }

    private Duration jittered(Duration ceiling) {
        return Duration.ofMillis(randomness.below(ceiling.toMillis() + 1));
    }
}
