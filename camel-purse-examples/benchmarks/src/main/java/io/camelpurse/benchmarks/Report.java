package io.camelpurse.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was measured, for reading, and which bounds were missed. */
final class Report {

    private final PrintStream out;
    private int missed;

    Report(PrintStream out) {
        this.out = out;
    }

    void machine() {
        Runtime runtime = Runtime.getRuntime();
        print("camel-purse benchmarks");
        print(
                "  machine    %d processors, %s %s, Java %s",
                runtime.availableProcessors(), property("os.name"), property("os.arch"), property("java.vm.version"));
        print(
                "  this JVM   %s, logging at WARN",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        print("  upstream   the sandbox, a process of its own on the same machine");
    }

    void inFlight(InFlightBenchmark benchmark, InFlightBenchmark.Result result) {
        print("");
        print(
                "%,d captures in flight at once, upstream answers after %s, HTTP/1.1",
                benchmark.calls(), text(benchmark.latency()));
        print(
                "  all answered after   %s connecting included, %s over the connections that were there then",
                text(result.cold()), text(result.warm()));
        print(
                "  heap                 %,d bytes for each call that waits, its connection included",
                result.heapPerCall());
        bound(
                "in flight at once",
                result.underWay() == benchmark.calls(),
                "%,d handed in before the first answer; at least %,d at the same moment in the upstream",
                result.underWay(),
                result.waiting());
        bound(
                "all succeed",
                result.succeeded() == result.calls(),
                "%,d of %,d%s",
                result.succeeded(),
                result.calls(),
                result.failure() == null ? "" : ": " + result.failure());
        books(result.calls(), result.books());
        bound("under 60 threads", result.threads() < 60, "at most %d in this process", result.threads());
    }

    void throughput(ThroughputBenchmark benchmark, ThroughputBenchmark.Result result) {
        print("");
        print(
                "%d calling threads, %d in flight, upstream answers after %s: median of %d rounds of %s, in turns",
                benchmark.threads(),
                benchmark.inFlight(),
                text(benchmark.latency()),
                benchmark.rounds(),
                text(benchmark.time()));
        print("  %-45s %9s  %12s  %s", "", "calls/s", "CPU per call", "calls/s by round");
        for (ThroughputBenchmark.Line line : result.lines()) {
            print(
                    "  %-45s %,9.0f  %9.0f µs  %s",
                    line.name(),
                    line.perSecond(),
                    line.cpuMicros(),
                    line.turns().stream()
                            .map(turn -> format("%,.0f", turn.perSecond()))
                            .collect(Collectors.joining(" ")));
        }
        books(result.calls(), result.books());
        bound(
                "at least 20 times",
                result.ratio() >= 20,
                "%.1f times the calls of %s",
                result.ratio(),
                result.camelHttp().name());
    }

    void pieces(List<Microbenchmarks.Line> lines) {
        print("");
        print("Pieces of a call, without a wire (JMH): median of the iterations, fastest and slowest");
        for (Microbenchmarks.Line line : lines) {
            print(
                    "  %-20s %8.2f µs  %6.2f to %6.2f  %,9.0f bytes allocated",
                    line.name(), line.median(), line.fastest(), line.slowest(), line.bytes());
        }
    }

    /** Says what stands in the way of a measurement, which counts as a missed bound. */
    void impossible(String what, String why) {
        print("");
        bound(what, false, "%s", why);
    }

    /** Closes the report; whether every bound was kept. */
    boolean end() {
        print("");
        print(missed == 0 ? "All bounds kept." : missed + " bounds MISSED.");
        return missed == 0;
    }

    private void books(long calls, Upstream.Books books) {
        bound(
                "each exactly once",
                books.capturedOnce() == calls && books.capturedWrongly() == 0,
                "%,d of %,d in the sandbox's books",
                books.capturedOnce(),
                calls);
    }

    private void bound(String name, boolean kept, String format, Object... arguments) {
        if (!kept) {
            missed++;
        }
        print("  %-20s %-6s %s", name, kept ? "kept" : "MISSED", format(format, arguments));
    }

    private static String text(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? duration.toMillis() + " ms"
                : format("%.1f s", duration.toMillis() / 1e3);
    }

    private void print(String format, Object... arguments) {
        out.println(format(format, arguments));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
