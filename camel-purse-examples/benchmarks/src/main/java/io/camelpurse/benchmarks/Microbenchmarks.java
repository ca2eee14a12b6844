package io.camelpurse.benchmarks;

import io.camelpurse.message.AmountMicrobenchmark;
import io.camelpurse.producer.CallMicrobenchmark;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * The pieces of a call, by JMH.
 *
 * @param forks      processes, or 0 for this one
 * @param iterations how many there are to warm up, and as many to measure
 * @param time       how long an iteration is
 */
record Microbenchmarks(int forks, int iterations, TimeValue time) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** A heap that is touched before, since memory that the system has to find first would be measured as well. */
    private static final String[] HEAP = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"};

    /**
     * One piece.
     *
     * @param median  how long it takes, in microseconds: the iteration in the middle
     * @param fastest the fastest iteration
     * @param slowest the slowest iteration
     * @param bytes  what it allocates
     */
    record Line(String name, double median, double fastest, double slowest, double bytes) {}

    List<Line> run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CallMicrobenchmark.class.getName())
                        .include(AmountMicrobenchmark.class.getName())
                        .forks(forks)
                        .jvmArgs(HEAP)
                        .warmupIterations(iterations)
                        .warmupTime(time)
                        .measurementIterations(iterations)
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        return results.stream()
                .map(Microbenchmarks::line)
                .sorted(Comparator.comparing(Line::name))
                .toList();
    }

    private static Line line(RunResult result) {
        Statistics iterations = result.getPrimaryResult().getStatistics();
        return new Line(
                result.getPrimaryResult().getLabel(),
                iterations.getPercentile(50),
                iterations.getMin(),
                iterations.getMax(),
                result.getSecondaryResults().get(ALLOCATED).getScore());
    }
}
