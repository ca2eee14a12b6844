package io.camelpurse.client;

import java.time.Duration;

/**
 * How a call is retried.
 *
 * @param maximum       how often at the most; 0 for never
 * @param delay         how long to wait before the first retry, at the most
 * @param maximumDelay  how long to wait before any retry, at the most
 * @param budgetPercent how many percent of all calls may be retries
 */
public record RetrySettings(int maximum, Duration delay, Duration maximumDelay, int budgetPercent) {}
