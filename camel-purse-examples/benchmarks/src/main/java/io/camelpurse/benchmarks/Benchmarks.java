package io.camelpurse.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
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
        start(report);
        Recording prepared = ProfileRecording.prepare();
        measure(report);
        prepared.close();
        report.pieces(new Microbenchmarks(3, 5, TimeValue.milliseconds(200)).run());
        if (!report.end()) {
            System.exit(1);
        }
    }

    private static void measure(Report report) throws Exception {
        // The first of them warms up for all: each contender has to make tens of thousands of calls.
        calls(report, 20, 16, Duration.ZERO, List.of(2, 16, 256));
        calls(report, 8, 256, Duration.ofMillis(20), List.of(2, 16, 256));
        calls(report, 8, 1, Duration.ZERO, List.of(1, 2, 16, 256));
        inFlight(report);
        webhooks(report);
        redirections(report);
    }

    private static void start(Report report) throws Exception {
        // Before, since the processes that it starts would count as others.
        MachineLoad load = new MachineLoad(MachineLoad::ownCpuTime);
        Thread.sleep(1_000);
        boolean machineIsBusy = load.isBusy();
        report.start(new StartBenchmark(7).run(), machineIsBusy);
    }

    private static void inFlight(Report report) throws Exception {
        InFlightBenchmark benchmark =
                new InFlightBenchmark(IN_FLIGHT, Duration.ofSeconds(8), Duration.ofSeconds(3), 3, List.of(2, 16, 256));
        long files = openFilesAllowed();
        if (files < IN_FLIGHT + OTHER_FILES) {
            report.impossible(
                    IN_FLIGHT + " in flight",
                    "a process may open " + files + " files here (ulimit -n), and needs " + (IN_FLIGHT + OTHER_FILES));
            return;
        }
        InFlightBenchmark.Result result = benchmark.run();
        report.inFlight(benchmark, result);
        report.others(result.others());
    }

    private static void calls(Report report, int warmUp, int inFlight, Duration latency, List<Integer> threads)
            throws Exception {
        CallsBenchmark benchmark =
                new CallsBenchmark(new Turns(warmUp, 9, Duration.ofMillis(500), 10), latency, inFlight, threads);
        try (Upstream upstream = Upstream.start()) {
            MachineLoad load = new MachineLoad(() -> upstream.cpuTime().plus(MachineLoad.ownCpuTime()));
            CallsBenchmark.Result result = benchmark.run(upstream);
            report.calls(benchmark, result, load.isBusy());
            report.others(load.others());
        }
    }

    private static void webhooks(Report report) throws Exception {
        WebhookBenchmark benchmark = new WebhookBenchmark(new Turns(20, 25, Duration.ofSeconds(1), 6), 8);
        MachineLoad load = new MachineLoad(MachineLoad::ownCpuTime);
        WebhookBenchmark.Result result = benchmark.run();
        report.webhooks(benchmark, result, load.isBusy());
        report.others(load.others());
    }

    private static void redirections(Report report) throws Exception {
        RedirectionBenchmark benchmark = new RedirectionBenchmark(new Turns(30, 50, Duration.ofMillis(100), 60));
        MachineLoad load = new MachineLoad(MachineLoad::ownCpuTime);
        Comparison result = benchmark.run();
        report.redirections(benchmark, result, load.isBusy());
        report.others(load.others());
    }

    private static long openFilesAllowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
