package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import io.camelpurse.sandbox.WebhookDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The figures of a crash run. */
final class CrashReport {

    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final CrashRun.Plan plan;
    private final Map<Interruption, Integer> kills = new EnumMap<>(Interruption.class);
    private final StringBuilder figures = new StringBuilder();
    private final Instant begin = Instant.now();
    private boolean purseAgrees;

    CrashReport(CrashRun.Plan plan) {
        this.plan = plan;
    }

    void killed(Interruption interruption) {
        kills.merge(interruption, 1, Integer::sum);
    }

    /** Compares Purse and the folders with what the documents ask for. */
    void compare(PurseSandbox purse, Folders folders, Path log, Expectation expectation)
            throws IOException, InterruptedException {
        Settlement settlement = settled(purse, expectation);
        Set<String> rejected = Folders.files(folders.rejected(), ".xml").stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        int done = Folders.files(folders.done(), ".xml").size();
        purseAgrees = settlement.agrees() && rejected.equals(expectation.rejected());
        line(
                "%d documents, %d done, %d rejected (%d expected)",
                done + rejected.size(),
                done,
                rejected.size(),
                expectation.rejected().size());
        List<RecordedRequest> faulty = purse.journal().stream()
                .filter(request -> !String.valueOf(request.fault()).matches("null|LATENCY.*|SLOW_RESPONSE.*"))
                .toList();
        line("%d requests to Purse, %d of them met a fault", purse.requests(), faulty.size());
        line(
                "%d responses lost or broken after Purse had executed an operation",
                faulty.stream()
                        .filter(request -> request.path().matches(".*/(captures|refunds|voids)"))
                        .filter(request ->
                                request.fault().matches("DROP_RESPONSE.*|TRUNCATED.*|MALFORMED.*|.*after commit.*"))
                        .count());
        line(
                "%d operations found made before, when their document was read again; %d of them were delivered twice",
                found(log),
                Folders.files(folders.done(), ".xml").stream()
                        .filter(file -> file.toString().contains("-again"))
                        .count());
        line(
                "%d webhooks, %d of them dropped, %d given up, %d repeated",
                purse.webhooks().size(),
                webhooks(purse, one -> one.state().equals("DROPPED")),
                webhooks(purse, one -> one.state().equals("GIVEN_UP")),
                webhooks(purse, one -> one.statuses().size() > 1));
        List<Settlement.Line> wrong =
                settlement.lines().stream().filter(one -> !one.agrees()).toList();
        line(
                "%d orders, %d of them agree with their documents to the last cent",
                settlement.lines().size(), settlement.lines().size() - wrong.size());
        wrong.forEach(one -> line("  differs: %s", one));
        if (!rejected.equals(expectation.rejected())) {
            line("  rejected: %s%n  expected: %s", rejected, expectation.rejected());
        }
    }

    boolean isGood() {
        return purseAgrees && interrupting() >= plan.kills();
    }

    boolean purseAgrees() {
        return purseAgrees;
    }

    int interrupting() {
        return killsBut(Interruption.NOTHING);
    }

    int interruptingMoney() {
        return kills.entrySet().stream()
                .filter(kill -> kill.getKey().isOfMoney())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("Seed %d, %d seconds%n"
                .formatted(plan.seed(), Duration.between(begin, Instant.now()).toSeconds()));
        text.append("%d kills, %d of them interrupted work (%d were asked for)%n"
                .formatted(killsBut(null), interrupting(), plan.kills()));
        kills.forEach((interruption, count) -> text.append("%4d  %s%n".formatted(count, interruption)));
        return text.append(figures)
                .append(purseAgrees ? "Purse agrees." : "PURSE DIFFERS.")
                .toString();
    }

    private int killsBut(Interruption one) {
        return kills.entrySet().stream()
                .filter(kill -> kill.getKey() != one)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Partners may still be at it when the last document is done. */
    private static Settlement settled(PurseSandbox purse, Expectation expectation) throws InterruptedException {
        Instant end = Instant.now().plus(SETTLING);
        Settlement settlement = new Settlement(expectation, purse);
        while (!settlement.agrees() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            settlement = new Settlement(expectation, purse);
        }
        return settlement;
    }

    private static long webhooks(PurseSandbox purse, Predicate<WebhookDelivery> which) {
        return purse.webhooks().stream().filter(which).count();
    }

    private static long found(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" before, nothing to do")).count();
        }
    }

    private void line(String format, Object... arguments) {
        figures.append(format.formatted(arguments)).append(System.lineSeparator());
    }
}
