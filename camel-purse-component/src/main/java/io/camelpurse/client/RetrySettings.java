package io.camelpurse.client;

import java.time.Duration;

/**
 * Limits the retries of a call.
 *
 * @param maxRetries    how often at the most; 0 for never
 * @param retryDelay    how long to wait before the first retry, at the most
 * @param maxRetryDelay how long to wait before any retry, at the most
 * @param budgetPercent how many percent of all calls may be retries
 */
record RetrySettings(int maxRetries, Duration retryDelay, Duration maxRetryDelay, int budgetPercent) {}
