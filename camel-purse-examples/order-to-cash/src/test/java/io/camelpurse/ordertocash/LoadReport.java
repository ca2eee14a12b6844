package io.camelpurse.ordertocash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int GROWTH_LIMIT = 16;

    private final Company company;
    private final Map<String, List<Long>> memory = new LinkedHashMap<>();
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
                + company.instances().stream().map(this::memory).collect(Collectors.joining("; ")));
        previous = now;
    }

    void finished(int documents, Verdict result) {
        line("all", begin, sample(documents));
        lines.add(company.erp().repeated() + " acknowledgements sent more than once");
        memory.keySet()
                .forEach(process -> lines.add(
                        "%s: %d MB more in the old generation in the last third of its life than in the first; limit %d"
                                .formatted(process, growth(process), GROWTH_LIMIT)));
        verdict = result;
        lines.add(verdict.toString());
    }

    boolean isGood() {
        return verdict.isGood() && isFlat();
    }

    /** Whether no instance needs more memory in the last third of its life than in the first one. */
    private boolean isFlat() {
        return memory.keySet().stream().allMatch(process -> growth(process) <= GROWTH_LIMIT);
    }

    /** In megabytes. */
    private long growth(String process) {
        List<Long> samples = memory.get(process);
        int third = (samples.size() + 2) / 3;
        return average(samples.subList(samples.size() - third, samples.size())) - average(samples.subList(0, third));
    }

    private static long average(List<Long> samples) {
        return Math.round(samples.stream().mapToLong(Long::longValue).average().orElseThrow());
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

    private String memory(Instance instance) {
        long process = instance.processId();
        command(process, "GC.run");
        long heap = megabytes(OLD_GENERATION, command(process, "GC.heap_info"));
        memory.computeIfAbsent(instance.claimant(), first -> new ArrayList<>()).add(heap);
        return "%s %d MB in the old generation, %d MB resident"
                .formatted(instance.name(), heap, megabytes(RESIDENT, status(process)));
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
