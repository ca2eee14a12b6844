package io.camelpurse.ordertocash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The figures of a load run, one line for each part of it. */
final class LoadReport {

    private static final String TRANSACTIONS =
            "SELECT xact_commit AS count FROM pg_stat_database WHERE datname = current_database()";
    private static final Pattern OLD_GENERATION = Pattern.compile("tenured generation +total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Company company;
    private final StringJoiner lines = new StringJoiner(System.lineSeparator());
    private final Sample begin;
    private Sample previous;
    private Verdict verdict;

    /** Where the run is. With autocommit every statement is a transaction. */
    private record Sample(Instant time, int documents, Duration cpu, long statements) {}

    LoadReport(Company company) {
        this.company = company;
        begin = sample(0);
        previous = begin;
    }

    /** A part of the run has ended. */
    void add(String part, int documents) {
        Sample now = sample(documents);
        line(part, previous, now);
        lines.add("      after a full collection: "
                + company.instances().stream().map(LoadReport::memory).collect(Collectors.joining("; ")));
        previous = now;
    }

    void finished(int documents, Verdict result) {
        line("all", begin, sample(documents));
        lines.add(company.erp().repeated() + " acknowledgements sent more than once");
        verdict = result;
        lines.add(verdict.toString());
    }

    boolean isGood() {
        return verdict.isGood();
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    private Sample sample(int documents) {
        Duration cpu = company.instances().stream().map(Instance::cpu).reduce(Duration.ZERO, Duration::plus);
        long statements =
                Long.parseLong(company.orderBook().rows(TRANSACTIONS).get(0).get("count"));
        return new Sample(Instant.now(), documents, cpu, statements);
    }

    private void line(String part, Sample from, Sample to) {
        double seconds = Duration.between(from.time(), to.time()).toMillis() / 1000.0;
        double documents = to.documents() - from.documents();
        lines.add("%-5s %6.0f documents in %6.1f s: %6.1f per second, %5.1f ms CPU and %5.1f statements per document"
                .formatted(
                        part,
                        documents,
                        seconds,
                        documents / seconds,
                        to.cpu().minus(from.cpu()).toMillis() / documents,
                        (to.statements() - from.statements()) / documents));
    }

    private static String memory(Instance instance) {
        long process = instance.processId();
        command(process, "GC.run");
        return "%s %d MB in the old generation, %d MB resident"
                .formatted(
                        instance.name(),
                        megabytes(OLD_GENERATION, command(process, "GC.heap_info")),
                        megabytes(RESIDENT, status(process)));
    }

    /** Executes a command of {@code jcmd} and returns what it prints. */
    private static String command(long process, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process run = new ProcessBuilder(List.of(jcmd, String.valueOf(process), command)).start();
            return new String(run.getInputStream().readAllBytes());
        } catch (IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String status(long process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process), "status"));
        } catch (IOException otherSystem) {
            return "";
        }
    }

    /** The figure in kilobytes that the pattern finds, in megabytes. */
    private static long megabytes(Pattern pattern, String text) {
        Matcher figure = pattern.matcher(text);
        return figure.find() ? Long.parseLong(figure.group(1)) / 1024 : 0;
    }
}
