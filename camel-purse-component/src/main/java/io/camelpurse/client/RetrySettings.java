package io.camelpurse.client;

import java.time.Duration;

/**
 * How a call is repeated.
 *
 * @param maximum       how often at the most; 0 for never
 * @param delay         how long to wait before the first repetition, at the most
 * @param maximumDelay  how long to wait before any repetition, at the most
 * @param budgetPercent how many per cent of all calls may be repetitions
 */
public record RetrySettings(int maximum, Duration delay, Duration maximumDelay, int budgetPercent) {}
