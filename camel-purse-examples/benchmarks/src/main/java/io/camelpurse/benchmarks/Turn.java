package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.Arrays;

/**
 * What one turn of a contender came to.
 *
 * @param calls          how many were completed, each with success
 * @param perSecond      how many of them were completed within the time of the turn, per second
 * @param cpuMicros      this process's processor time for each call, in microseconds
 * @param kernelMicros   the part of it that threads with Java code spent in the kernel
 * @param javaMicros     the part of it that they spent outside of the kernel; the rest is the JVM's own threads
 * @param allocatedBytes what each call allocated in this process
 * @param wakeUps        how often, for each call, a thread of this process went on after waiting
 * @param threads        how many threads of this process did anything
 * @param p50Micros      the median time of a call, or 0 where single calls are not timed
 * @param p99Micros      the time within which 99 of 100 calls were completed, or 0
 */
record Turn(
        long calls,
        double perSecond,
        double cpuMicros,
        double kernelMicros,
        double javaMicros,
        double allocatedBytes,
        double wakeUps,
        double threads,
        double p50Micros,
        double p99Micros) {

    /**
     * @param before    this process's counters when the time began
     * @param now       its counters when the time ended
     * @param latencies of the calls in nanoseconds, possibly none; sorted by this method
     */
    static Turn of(long calls, double perSecond, ProcessCounters before, ProcessCounters now, long[] latencies) {
        Arrays.sort(latencies);
        return new Turn(
                calls,
                perSecond,
                now.cpuNanosSince(before) / 1e3 / calls,
                now.kernelNanosSince(before) / 1e3 / calls,
                now.userNanosSince(before) / 1e3 / calls,
                (double) now.allocatedSince(before) / calls,
                (double) now.wakeUpsSince(before) / calls,
                now.threadsSince(before),
                percentile(latencies, 50),
                percentile(latencies, 99));
    }

    static Turn of(long calls, Duration time, ProcessCounters before) {
        return of(calls, calls * 1e9 / time.toNanos(), before, ProcessCounters.after(), new long[0]);
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1e3;
    }
}
