package io.camelpurse.benchmarks;

import java.util.Map;

/**
 * What the processor time of a contender's measured turns is for.
 *
 * @param line   its turns, which say how much time was spent in the kernel, in Java code and by the JVM's own threads
 * @param shares of the pieces in the time of Java code, as further turns were sampled
 * @param calls  of these turns
 * @param samples of these turns
 */
record Profile(Line line, Map<Piece, Double> shares, long calls, int samples) {

    String name() {
        return line.name();
    }

    /** Sockets, wake-ups, changes of threads; in microseconds for each call, as all the others. */
    double kernelMicros() {
        return Math.max(0, line.mean(Turn::kernelMicros));
    }

    double micros(Piece piece) {
        return line.mean(Turn::javaMicros) * shares.getOrDefault(piece, 0.0);
    }

    /** Garbage collection and compilation: what the clocks of the threads with Java code do not account for. */
    double jvmMicros() {
        return Math.max(0, micros() - kernelMicros() - line.mean(Turn::javaMicros));
    }

    /** All of it. */
    double micros() {
        return line.mean(Turn::cpuMicros);
    }
}
