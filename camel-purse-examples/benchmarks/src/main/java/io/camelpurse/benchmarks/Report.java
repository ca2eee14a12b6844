package io.camelpurse.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What was measured, for reading, and which bounds were missed. */
final class Report {

    private static final String HEADINGS = format(
            "  %-66s %8s %18s %9s %9s %9s %10s %9s %8s",
            "", "calls/s", "slowest, fastest", "p50 µs", "p99 µs", "CPU µs", "bytes", "wake-ups", "threads");

    private final PrintStream out;
    private int missed;
    private int inconclusive;

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

    void others(double share) {
        print("  %.0f %% of the processors were used by others meanwhile", share * 100);
    }

    void start(StartBenchmark.Result result, boolean machineIsBusy) {
        List<StartBenchmark.Start> starts = result.component();
        print("");
        print("Start of a route with the component, in a new process: %d times", starts.size());
        StartBenchmark.Start last = starts.get(starts.size() - 1);
        print("  %,d classes were loaded for it, and these threads began: %s", last.classes(), last.threads());
        for (int step = 0; step < StartBenchmark.STEPS.size(); step++) {
            print("  %6.0f ms  %s", StartBenchmark.millis(starts, step).median(), StartBenchmark.STEPS.get(step));
        }
        print(
                "  %6.0f ms  an asynchronous HttpClient alone, %,d classes",
                StartBenchmark.millis(result.httpClient()).median(),
                result.httpClient().get(0).classes());
        print(
                "  %6.0f ms  all of it in another context of the same JVM",
                Spread.of(starts.stream().mapToDouble(StartBenchmark.Start::again))
                        .median());
        bound(StartBenchmark.BOUND, StartBenchmark.millis(starts), machineIsBusy, "ms until it is ready");
        goal(StartBenchmark.GOAL, StartBenchmark.millis(starts), machineIsBusy, "ms until it is ready");
        Spread shared = StartBenchmark.millis(result.shared());
        bound(StartBenchmark.SHARED_BOUND, shared, machineIsBusy, "ms in a JVM that shares an archive of the classes");
    }

    void inFlight(InFlightBenchmark benchmark, InFlightBenchmark.Result result) {
        print("");
        print(
                "%,d captures in flight at once, upstream responds after %s, HTTP/1.1: medians of %d waves",
                benchmark.calls(), text(benchmark.latency()), benchmark.turns());
        print("%s  %9s %9s %9s", HEADINGS, "at once", "heap each", "cold");
        for (InFlightBenchmark.Held held : result.all()) {
            print(
                    "%s  %,9d %9s %9s",
                    line(held.line()),
                    held.waiting(),
                    // With few calls, it would be that of the rest of the process.
                    held.calls() < benchmark.calls() ? "" : format("%,d", result.heapPerCall(held)),
                    text(held.cold()));
        }
        ledger(result.calls(), result.ledger());
        for (InFlightBenchmark.Held held : result.all()) {
            bound(
                    "all succeed",
                    held.succeeded() == benchmark.waves() * held.calls(),
                    "%,d of %,d, %s%s",
                    held.succeeded(),
                    benchmark.waves() * held.calls(),
                    held.name(),
                    held.failure() == null ? "" : ": " + held.failure());
        }
        InFlightBenchmark.Held purse = result.purse();
        long heap = result.heapPerCall(purse);
        bound(
                format("at most %,d bytes", InFlightBenchmark.MOST_HEAP),
                heap != InFlightBenchmark.NOT_READ && heap <= InFlightBenchmark.MOST_HEAP,
                "%,d bytes of heap for each call of the component that waits, its connection included",
                heap);
        bound(
                "in flight at once",
                purse.waiting() == benchmark.calls(),
                "%,d waited in the upstream at the same moment; %,d were started before the first response",
                purse.waiting(),
                purse.underWay());
        bound("under 60 threads", purse.threads() < 60, "at most %d in this process", purse.threads());
        // The contenders do not alternate, so that a wave of one is not compared with a wave at the same time.
        result.goals().forEach(goal -> goal(goal.bound(), goal.measured(), result.machineWasBusy(), goal.what()));
        profiles(
                "call",
                result.all().stream()
                        .filter(held -> held.calls() == benchmark.calls())
                        .map(InFlightBenchmark.Held::profile)
                        .toList());
    }

    void calls(CallsBenchmark benchmark, CallsBenchmark.Result result, boolean machineIsBusy) {
        print("");
        print(
                "%d in flight, upstream responds after %s: medians of %d turns of %s each",
                benchmark.inFlight(),
                text(benchmark.latency()),
                benchmark.turns().rounds(),
                text(benchmark.turns().time()));
        print("%s", HEADINGS);
        result.lines().forEach(line -> print("%s", line(line)));
        ledger(result.calls(), result.ledger());
        for (CallsBenchmark.Comparison comparison : benchmark.comparisons(result)) {
            bound(comparison.bound(), comparison.measured(), machineIsBusy, comparison.what());
        }
        benchmark.goals(result).forEach(goal -> goal(goal.bound(), goal.measured(), machineIsBusy, goal.what()));
        profiles("call", result.profiles());
    }

    /** A column for each contender, in their order. */
    private void profiles(String unit, List<Profile> profiles) {
        print("  What the processor time of a %s is for, in µs (share), by samples of Java code:", unit);
        for (Profile profile : profiles) {
            print("    (%d) %s", profiles.indexOf(profile) + 1, profile.name());
        }
        print(
                "    %-46s%s",
                "",
                IntStream.rangeClosed(1, profiles.size())
                        .mapToObj(column -> format("%15s", "(" + column + ")"))
                        .collect(Collectors.joining()));
        for (Piece piece : Piece.values()) {
            if (profiles.stream().anyMatch(profile -> profile.shares().containsKey(piece))) {
                pieces(piece.title(), profiles, profile -> profile.micros(piece));
            }
        }
        pieces("kernel: sockets, wake-ups, changes of threads", profiles, Profile::kernelMicros);
        pieces("JVM: garbage collection, compilation", profiles, Profile::jvmMicros);
        pieces("all", profiles, Profile::micros);
        print(
                "    %-46s%s",
                "samples",
                profiles.stream()
                        .map(profile -> format("%,15d", profile.samples()))
                        .collect(Collectors.joining()));
    }

    private void pieces(String title, List<Profile> profiles, ToDoubleFunction<Profile> micros) {
        print(
                "    %-46s%s",
                title,
                profiles.stream()
                        .map(profile -> format(
                                "%8.1f (%2.0f %%)",
                                micros.applyAsDouble(profile), 100 * micros.applyAsDouble(profile) / profile.micros()))
                        .collect(Collectors.joining()));
    }

    private static String line(Line line) {
        return format(
                "  %-66s %,8.0f %,9.0f %,8.0f %,9.0f %,9.0f %,9.0f %,10.0f %9.1f %8.0f",
                line.name(),
                line.median(Turn::perSecond),
                perSecond(line).min().orElse(0),
                perSecond(line).max().orElse(0),
                line.median(Turn::p50Micros),
                line.median(Turn::p99Micros),
                line.median(Turn::cpuMicros),
                line.median(Turn::allocatedBytes),
                line.median(Turn::wakeUps),
                line.median(Turn::threads));
    }

    void webhooks(WebhookBenchmark benchmark, WebhookBenchmark.Result result, boolean machineIsBusy) {
        print("");
        print(
                "Notifications over %d connections: medians of %d turns of %s each",
                benchmark.connections(),
                benchmark.turns().rounds(),
                text(benchmark.turns().time()));
        turns("call", result.comparison().lines());
        bound(
                "each exactly once",
                result.routed() == result.sent(),
                "%,d of %,d reached the route",
                result.routed(),
                result.sent());
        bound(
                WebhookBenchmark.BOUND,
                result.comparison().ratio(),
                machineIsBusy,
                "times the notifications of a route that only parses them");
        goal(
                WebhookBenchmark.GOAL,
                result.comparison().ratio(),
                machineIsBusy,
                "times the notifications of a route that only parses them");
        profiles("notification", result.comparison().profiles());
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

    void redirections(RedirectionBenchmark benchmark, Comparison result, boolean machineIsBusy) {
        print("");
        print(
                "Redirections, one thread: medians of %d turns of %s each",
                benchmark.turns().rounds(), text(benchmark.turns().time()));
        turns("check", result.lines());
        bound(
                RedirectionBenchmark.BOUND,
                result.ratio(),
                machineIsBusy,
                "times the signatures that the JCA alone checks");
        goal(
                RedirectionBenchmark.GOAL,
                result.ratio(),
                machineIsBusy,
                "times the signatures that the JCA alone checks");
        profiles("redirection", result.profiles());
    }

    private void turns(String unit, List<Line> lines) {
        print("  %-45s %10s  %15s  %s", "", unit + "s/s", "CPU per " + unit, "slowest to fastest turn");
        for (Line line : lines) {
            print(
                    "  %-45s %,10.0f  %12.0f µs  %,.0f to %,.0f",
                    line.name(),
                    line.median(Turn::perSecond),
                    line.median(Turn::cpuMicros),
                    perSecond(line).min().orElse(0),
                    perSecond(line).max().orElse(0));
        }
    }

    private static DoubleStream perSecond(Line line) {
        return line.turns().stream().mapToDouble(Turn::perSecond);
    }

    /** Says what prevents a measurement, which counts as a missed bound. */
    void impossible(String what, String why) {
        print("");
        bound(what, false, "%s", why);
    }

    /** Closes the report; whether every bound was kept. */
    boolean end() {
        print("");
        print(missed == 0 ? "No bound missed." : missed + " bounds MISSED.");
        if (inconclusive > 0) {
            print("%d bounds inconclusive: measure again while the machine does nothing else.", inconclusive);
        }
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

    /** @param what the measured number is */
    private void bound(Bound bound, Spread measured, boolean machineIsBusy, String what) {
        Bound.Verdict verdict = bound.judge(measured, machineIsBusy);
        switch (verdict) {
            case KEPT -> {}
            case MISSED -> missed++;
            case INCONCLUSIVE -> inconclusive++;
        }
        print(
                "  %-20s %-12s %.2f (middle half of the turns %.2f to %.2f) %s",
                text(bound),
                verdict == Bound.Verdict.MISSED ? "MISSED" : verdict.name().toLowerCase(Locale.ROOT),
                measured.median(),
                measured.lower(),
                measured.upper(),
                what);
    }

    /** What is not reached fails nothing. */
    private void goal(Bound goal, Spread measured, boolean machineIsBusy, String what) {
        String verdict =
                switch (goal.judge(measured, machineIsBusy)) {
                    case KEPT -> "reached";
                    case MISSED -> "not reached";
                    case INCONCLUSIVE -> "inconclusive";
                };
        print(
                "  %-20s %-12s %.2f (middle half of the turns %.2f to %.2f) %s",
                "goal: " + text(goal), verdict, measured.median(), measured.lower(), measured.upper(), what);
    }

    private static String text(Bound bound) {
        return (bound.isUpper() ? "at most " : "at least ") + format("%.2f", bound.limit());
    }

    private void bound(String name, boolean kept, String format, Object... arguments) {
        if (!kept) {
            missed++;
        }
        print("  %-20s %-12s %s", name, kept ? "kept" : "MISSED", format(format, arguments));
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
