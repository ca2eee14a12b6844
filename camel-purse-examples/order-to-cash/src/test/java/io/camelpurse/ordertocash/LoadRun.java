package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Many orders on two instances, one of which is killed twice, and a Purse that is not always well. */
final class LoadRun {

    private static final double FAULTS = 0.1;
    private static final List<Integer> KILLS_IN = List.of(1, 2);
    private static final int JOURNAL_LIMIT = 20_000;
    private static final Duration TIME_LIMIT = Duration.ofHours(1);
    private static final List<String> JVM_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Plan plan;
    private final Path work;
    private final LoadScene scene;

    /**
     * @param seed of the documents and of the faults
     * @param parts of the run, with a line of figures each; one instance is killed in the first, the other in the
     *     second
     * @param inFlight how many documents may be delivered and not acknowledged
     * @param channel makes the ERP's channel of the folders that the application works in
     * @param settings what differs from the load's
     * @param jvmOptions of each instance
     */
    record Plan(
            long seed,
            int orders,
            int parts,
            int inFlight,
            Function<Folders, ErpChannel> channel,
            Map<String, String> settings,
            List<String> jvmOptions) {}

    /**
     * @param work the folder to work in; it is emptied first
     */
    LoadRun(Plan plan, Path work) throws IOException {
        this.plan = plan;
        this.work = work;
        new Folders(work).clear();
        scene = new LoadScene(work.resolve("scene"), plan.seed(), plan.orders());
    }

    /**
     * The large run.
     *
     * @param arguments the folder to work in, a seed, how many orders, how documents arrive
     * @throws Exception when the run itself goes wrong
     */
    public static void main(String[] arguments) throws Exception {
        Plan plan = new Plan(
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                10,
                Integer.parseInt(arguments[2]) / 5,
                channel(arguments[3]),
                Map.of(),
                JVM_OPTIONS);
        LoadReport report = new LoadRun(plan, Path.of(arguments[0])).run();
        System.out.println(report);
        System.exit(report.isGood() ? 0 : 1);
    }

    private static Function<Folders, ErpChannel> channel(String intake) {
        return switch (intake) {
            case "file" -> FileChannel::new;
            case "kafka" -> KafkaChannel::new;
            default -> throw new IllegalArgumentException(intake);
        };
    }

    LoadReport run() throws Exception {
        PurseSandbox purse = FaultyPurse.start(plan.seed(), FAULTS, JOURNAL_LIMIT);
        try (Company company =
                new Company(purse, plan.channel(), work, scene.shoppers(), settings(), plan.jvmOptions(), TIME_LIMIT)) {
            company.start();
            LoadReport report = new LoadReport(company);
            List<Path> documents = scene.documents();
            for (int part = 1; part <= plan.parts(); part++) {
                int from = documents.size() * (part - 1) / plan.parts();
                int to = documents.size() * part / plan.parts();
                deliver(company, documents.subList(from, (from + to) / 2));
                if (KILLS_IN.contains(part)) {
                    kill(company, KILLS_IN.indexOf(part));
                }
                deliver(company, documents.subList((from + to) / 2, to));
                report.add(part + "/" + plan.parts(), company.acknowledged());
            }
            company.await(company::isIdle);
            int acknowledged = company.acknowledged();
            Expectation expectation = Expectation.of(documents, company.shoppers()::pays);
            report.finished(acknowledged, company.close(expectation));
            return report;
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "orderToCash.workInterval", "200",
                "orderToCash.followInterval", "1",
                "orderToCash.claimPeriod", "20",
                "orderToCash.orderPeriod", "10"));
        settings.putAll(plan.settings());
        return settings;
    }

    /**
     * Delivers as fast as documents are acknowledged. What a shopper is going to pay is cancelled afterwards, as in a
     * shop: before, the cancellation would cancel the payment link.
     */
    private void deliver(Company company, List<Path> documents) throws InterruptedException {
        int portion = Math.max(1, plan.inFlight() / 10);
        for (int first = 0; first < documents.size(); first += portion) {
            List<Path> next = documents.subList(first, Math.min(first + portion, documents.size()));
            company.await(() -> company.erp().delivered() + next.size() - company.acknowledged() <= plan.inFlight());
            List<Path> ready = new ArrayList<>();
            for (Path document : next) {
                Set<String> cancelled = cancelled(document);
                if (!company.shoppers().havePaid(cancelled)) {
                    company.erp().deliver(ready);
                    ready.clear();
                    company.await(() -> company.shoppers().havePaid(cancelled));
                }
                ready.add(document);
            }
            company.erp().deliver(ready);
        }
    }

    private static Set<String> cancelled(Path file) {
        BusinessDocument document = new DocumentReader().read(file);
        return document.kind().equals("OrderCancellation") ? document.orders() : Set.of();
    }

    private static void kill(Company company, int index) throws Exception {
        company.instances().get(index).kill();
        company.start();
    }
}
