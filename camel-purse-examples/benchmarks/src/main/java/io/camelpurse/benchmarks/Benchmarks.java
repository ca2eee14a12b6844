package io.camelpurse.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.openjdk.jmh.runner.options.TimeValue;

/** All measurements in one run, and one report: {@code ./mvnw -Pbench}. */
public final class Benchmarks {

    private static final int IN_FLIGHT = 10_000;
    /** Class path, logs and the like, besides the connections. */
    private static final int OTHER_FILES = 500;

    private Benchmarks() {}

    /**
     * Measures and prints. Ends with status 1 if a bound is missed.
     *
     * @param arguments none
     * @throws Exception if a measurement cannot be made at all
     */
    public static void main(String[] arguments) throws Exception {
        Report report = new Report(System.out);
        report.machine();
        inFlight(report);
        throughput(report);
        webhooks(report);
        redirections(report);
        report.pieces(new Microbenchmarks(1, 5, TimeValue.milliseconds(300)).run());
        if (!report.end()) {
            System.exit(1);
        }
    }

    private static void inFlight(Report report) throws Exception {
        InFlightBenchmark benchmark = new InFlightBenchmark(IN_FLIGHT, Duration.ofSeconds(2), Duration.ofSeconds(3));
        long files = openFilesAllowed();
        if (files < IN_FLIGHT + OTHER_FILES) {
            report.impossible(
                    IN_FLIGHT + " in flight",
                    "a process may open " + files + " files here (ulimit -n), and needs " + (IN_FLIGHT + OTHER_FILES));
            return;
        }
        try (Upstream upstream = Upstream.start()) {
            report.inFlight(benchmark, benchmark.run(upstream));
        }
    }

    private static void throughput(Report report) throws Exception {
        ThroughputBenchmark benchmark =
                new ThroughputBenchmark(5, 5, Duration.ofSeconds(2), Duration.ofMillis(20), 2, 256);
        try (Upstream upstream = Upstream.start()) {
            report.throughput(benchmark, benchmark.run(upstream));
        }
    }

    private static void webhooks(Report report) throws Exception {
        WebhookBenchmark benchmark = new WebhookBenchmark(8, 25, Duration.ofSeconds(1), 8);
        report.webhooks(benchmark, benchmark.run());
    }

    private static void redirections(Report report) throws Exception {
        RedirectionBenchmark benchmark = new RedirectionBenchmark(30, 50, Duration.ofMillis(100));
        report.redirections(benchmark, benchmark.run());
    }

    private static long openFilesAllowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
