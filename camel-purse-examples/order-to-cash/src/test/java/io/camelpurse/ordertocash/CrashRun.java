package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Kills one or both of two instances at random moments and starts them again, while Purse loses responses and worse.
 */
final class CrashRun {

    private static final double FAULTS = 0.3;
    private static final Duration SLOWNESS = Duration.ofMillis(40);
    private static final Duration AIM_INTERVAL = Duration.ofMillis(10);
    private static final Duration AIM_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIME_LIMIT = Duration.ofMinutes(45);
    /** For processes that do not live long. */
    static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private static final int JOURNAL_LIMIT = 100_000;

    private final Plan plan;
    private final Path work;
    private final RepeatedScene scene;
    private final SplittableRandom random;
    private final CrashReport report;

    /**
     * @param seed of the faults and of the moments of the kills
     * @param rounds how often the demo's documents are repeated
     * @param kills how many kills have to interrupt something
     * @param orderPeriod how long a document may wait for an order that nobody knows
     */
    record Plan(long seed, int rounds, int kills, Duration orderPeriod) {}

    /**
     * @param work the folder to work in; it is emptied first
     */
    CrashRun(Plan plan, Path work) throws IOException {
        this.plan = plan;
        this.work = work;
        new Folders(work).clear();
        scene = new RepeatedScene(Path.of("src/demo"), work.resolve("scene"), plan.rounds());
        random = new SplittableRandom(plan.seed());
        report = new CrashReport(plan);
    }

    /**
     * The large run.
     *
     * @param arguments the folder to work in, a seed, how often the demo's documents are repeated, how many kills
     * @throws Exception when the run itself goes wrong
     */
    public static void main(String[] arguments) throws Exception {
        Plan plan = new Plan(
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Duration.ofSeconds(120));
        CrashReport report = new CrashRun(plan, Path.of(arguments[0])).run();
        System.out.println(report);
        System.exit(report.isGood() ? 0 : 1);
    }

    CrashReport run() throws Exception {
        PurseSandbox purse = FaultyPurse.start(plan.seed(), FAULTS, JOURNAL_LIMIT);
        FaultyPurse.slowDown(purse, SLOWNESS);
        try (Company company =
                new Company(purse, FileChannel::new, work, scene.shoppers(), settings(), JVM_OPTIONS, TIME_LIMIT)) {
            company.start();
            int early = plan.kills() / 5;
            live(company, scene.day("day-1"), early);
            company.await(company.shoppers()::promptOnesHavePaid);
            live(company, scene.day("day-2"), plan.kills() - early);
            company.await(company::isIdle);
            Expectation expectation = Expectation.of(scene.documents(), company.shoppers()::pays);
            report.finished(company, company.close(expectation));
            return report;
        }
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("orderToCash.pollInterval", "50"),
                Map.entry("orderToCash.workInterval", "50"),
                Map.entry("orderToCash.claimPeriod", "3"),
                Map.entry("orderToCash.maxRetryDelay", "2"),
                Map.entry("orderToCash.followInterval", "0.3"),
                Map.entry("orderToCash.linkPollInterval", "2"),
                Map.entry(
                        "orderToCash.orderPeriod",
                        String.valueOf(plan.orderPeriod().toSeconds())),
                Map.entry("camel.beans.election.acquireLockInterval", "500"),
                Map.entry("camel.beans.election.acquireLockIntervalUnit", "MILLISECONDS"),
                Map.entry("camel.beans.election.acquireLockDelay", "500"),
                Map.entry("camel.beans.election.acquireLockDelayUnit", "MILLISECONDS"),
                Map.entry("camel.component.purse.retry-delay", "20"));
    }

    /** Delivers a day's documents by and by, and kills while they are processed. */
    private void live(Company company, List<Path> documents, int deaths) throws Exception {
        // Up to half of the kills interrupt nothing; the constant leaves spare portions when few kills are asked for.
        int portion = Math.max(1, documents.size() / (3 * deaths + 8));
        int open = deaths;
        for (int first = 0; first < documents.size(); first += portion) {
            company.erp().deliver(documents.subList(first, Math.min(first + portion, documents.size())));
            if (open > 0) {
                Aim aim = new Aim(company.purse(), random, portion);
                // An invoice may wait for its order, which is in the next portion.
                long longest = System.nanoTime() + AIM_TIMEOUT.toNanos();
                company.await(() -> aim.isReached() || company.isIdle() || System.nanoTime() > longest, AIM_INTERVAL);
                Thread.sleep(random.nextInt((int) SLOWNESS.toMillis() * 3 / 2));
                open -= kill(company) ? 1 : 0;
                company.start();
            }
        }
    }

    /** Whether the kill interrupted something. */
    private boolean kill(Company company) {
        List<Instance> victims = new ArrayList<>(company.instances());
        if (random.nextInt(3) > 0) {
            victims.remove(random.nextInt(victims.size()));
        }
        victims.forEach(Instance::kill);
        List<Interruption> interrupted = victims.stream()
                .flatMap(victim -> Interruption.of(company.purse(), company.orderBook(), victim.claimant()).stream())
                .toList();
        report.killed(victims.size(), interrupted);
        return !interrupted.isEmpty();
    }
}
