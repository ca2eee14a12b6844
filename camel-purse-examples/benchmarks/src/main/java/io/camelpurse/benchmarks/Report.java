package io.camelpurse.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

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
                "%,d captures in flight at once, upstream responds after %s, HTTP/1.1",
                benchmark.calls(), text(benchmark.latency()));
        print(
                "  all completed after %s connecting included, %s over the connections that were there then",
                text(result.cold()), text(result.warm()));
        print(
                "  heap                 %,d bytes for each call that waits, its connection included",
                result.heapPerCall());
        bound(
                "in flight at once",
                result.underWay() == benchmark.calls(),
                "%,d started before the first response; at least %,d at the same moment in the upstream",
                result.underWay(),
                result.waiting());
        bound(
                "all succeed",
                result.succeeded() == result.calls(),
                "%,d of %,d%s",
                result.succeeded(),
                result.calls(),
                result.failure() == null ? "" : ": " + result.failure());
        ledger(result.calls(), result.ledger());
        bound("under 60 threads", result.threads() < 60, "at most %d in this process", result.threads());
    }

    void throughput(ThroughputBenchmark benchmark, ThroughputBenchmark.Result result) {
        print("");
        print(
                "%d calling threads, %d in flight, upstream responds after %s: median of %d rounds of %s, in turns",
                benchmark.threads(),
                benchmark.inFlight(),
                text(benchmark.latency()),
                benchmark.rounds(),
                text(benchmark.time()));
        turns("call", result.lines());
        ledger(result.calls(), result.ledger());
        bound(
                "at least 20 times",
                result.ratio() >= 20,
                "%.1f times the calls of %s",
                result.ratio(),
                result.camelHttp().name());
    }

    void webhooks(WebhookBenchmark benchmark, WebhookBenchmark.Result result) {
        print("");
        print(
                "Webhooks over %d connections: median of %d rounds of %s, in turns",
                benchmark.connections(), benchmark.rounds(), text(benchmark.time()));
        turns("webhook", result.comparison().lines());
        bound(
                "each exactly once",
                result.routed() == result.sent(),
                "%,d of %,d reached the route",
                result.routed(),
                result.sent());
        ratio(result.comparison(), "webhooks of a route that only parses them");
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

    void redirections(RedirectionBenchmark benchmark, Comparison result) {
        print("");
        print(
                "Shoppers' returns, one thread: median of %d rounds of %s, in turns",
                benchmark.rounds(), text(benchmark.time()));
        turns("check", result.lines());
        ratio(result, "signatures that the JCA alone checks");
    }

    private void ratio(Comparison comparison, String what) {
        bound("at least 0.8 times", comparison.ratio() >= 0.8, "%.2f times the %s", comparison.ratio(), what);
    }

    private void turns(String unit, List<ThroughputBenchmark.Line> lines) {
        print("  %-45s %10s  %15s  %s", "", unit + "s/s", "CPU per " + unit, "slowest to fastest round");
        for (ThroughputBenchmark.Line line : lines) {
            print(
                    "  %-45s %,10.0f  %12.0f µs  %,.0f to %,.0f",
                    line.name(),
                    line.perSecond(),
                    line.cpuMicros(),
                    perSecond(line).min().orElse(0),
                    perSecond(line).max().orElse(0));
        }
    }

    private static DoubleStream perSecond(ThroughputBenchmark.Line line) {
        return line.turns().stream().mapToDouble(Load.Outcome::perSecond);
    }

    /** Says what prevents a measurement, which counts as a missed bound. */
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

    private void ledger(long calls, Upstream.Ledger ledger) {
        bound(
                "each exactly once",
                ledger.capturedOnce() == calls && ledger.capturedWrongly() == 0,
                "%,d of %,d in the sandbox's ledger",
                ledger.capturedOnce(),
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
