package io.camelpurse.benchmarks;

import java.time.Duration;

/**
 * How contenders alternate.
 *
 * @param warmUp   how often each has its turn before it counts
 * @param rounds   how often each has its turn
 * @param time     how long a turn is
 * @param profiled how many more turns are sampled of each, to see what it is busy with
 */
record Turns(int warmUp, int rounds, Duration time, int profiled) {}
