package io.camelpurse.benchmarks;

import java.time.Duration;

/**
 * How contenders alternate.
 *
 * @param warmUp   how often each has its turn before it counts
 * @param rounds   how often each has its turn
 * @param time     how long a turn is
 * @param profiled for how long it is recorded what each of them is busy with, after their turns
 */
record Turns(int warmUp, int rounds, Duration time, Duration profiled) {}
