package io.camelpurse.benchmarks;

import java.util.Map;

/**
 * What the processor time of a contender is for, in microseconds for each call.
 *
 * @param name         the contender
 * @param calls        how many were recorded
 * @param kernelMicros the kernel's processor time: sockets, wake-ups, changes of threads
 * @param jvmMicros    that of the JVM's own threads: garbage collection, compilation, the recorder
 * @param javaMicros   that of Java code, by piece
 * @param samples      how many stacks it was divided by
 */
record Profile(
        String name, long calls, double kernelMicros, double jvmMicros, Map<Piece, Double> javaMicros, int samples) {

    /** All of it. */
    double micros() {
        return kernelMicros
                + jvmMicros
                + javaMicros.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
