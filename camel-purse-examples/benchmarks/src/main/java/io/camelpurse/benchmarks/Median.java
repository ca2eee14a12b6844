package io.camelpurse.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the middle one of several measurements says. */
final class Median {

    private Median() {}

    static <T> double of(List<T> measurements, ToDoubleFunction<T> value) {
        double[] sorted = measurements.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
