package io.camelpurse.benchmarks;

import java.util.stream.DoubleStream;

/**
 * What several measurements of the same thing say.
 *
 * @param lower  a quarter of them is not above it
 * @param median half of them is not above it
 * @param upper  a quarter of them is not below it
 */
record Spread(double lower, double median, double upper) {

    static Spread of(DoubleStream measurements) {
        double[] sorted = measurements.sorted().toArray();
        int last = sorted.length - 1;
        return new Spread(sorted[last / 4], (sorted[last / 2] + sorted[last - last / 2]) / 2, sorted[last - last / 4]);
    }
}
