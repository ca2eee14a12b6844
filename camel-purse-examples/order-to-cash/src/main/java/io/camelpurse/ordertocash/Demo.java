package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The whole of it in one process: a local Purse, the application, an ERP that delivers two days' documents, shoppers
 * who pay or do not, and at the end the settlement, the acknowledgements and the reconciliation.
 */
public final class Demo {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(55);
    private static final Duration LATENESS = Duration.ofSeconds(4);

    private final Path scene;
    private final Folders folders;
    private final Instant deadline = Instant.now().plus(TIME_LIMIT);

    /**
     * @param scene the folder with the ERP's documents ({@code day-1}, {@code day-2}) and {@code shoppers.properties}
     * @param work the folder to work in; it is emptied first
     */
    Demo(Path scene, Path work) {
        this.scene = scene;
        this.folders = new Folders(work);
    }

    /**
     * Runs the demo. With the system property {@code demo.keep} everything keeps running behind it.
     *
     * @param arguments the scene's folder and the folder to work in
     */
    public static void main(String[] arguments) {
        System.exit(new Demo(Path.of(arguments[0]), Path.of(arguments[1])).run() ? 0 : 1);
    }

    /** Whether every order's money is where the documents want it, and each document was acknowledged as it should. */
    boolean run() {
        folders.clear();
        try (PurseSandbox purse = PurseSandbox.start()) {
            say("A local Purse listens at " + purse.baseUrl() + ". The documents come from " + shown(scene) + ".");
            Map<String, String> settings = settings(purse, folders);
            try (OrderToCash application = OrderToCash.start(settings)) {
                say("The orders: http://127.0.0.1:" + settings.get("camel.server.port") + "/orders");
                boolean agrees = play(purse, application);
                if (Boolean.getBoolean("demo.keep")) {
                    say("\nEverything keeps running until it is stopped (Ctrl+C). Documents go into "
                            + shown(folders.inbox()) + ".");
                    keepRunning();
                }
                return agrees;
            }
        }
    }

    /** What the application needs to know of the sandbox, the haste of a demo, and a free port for notifications. */
    static Map<String, String> settings(PurseSandbox purse, Folders folders) {
        Account account = purse.account();
        int port = FreePort.find();
        return Map.ofEntries(
                Map.entry("orderToCash.folder", folders.root().toString()),
                Map.entry("orderToCash.database", database(folders.root().resolve("orders"))),
                Map.entry("orderToCash.inbox", "file:" + folders.inbox()),
                Map.entry("orderToCash.pollInterval", "250"),
                Map.entry("orderToCash.settlePeriod", "50"),
                Map.entry("orderToCash.workInterval", "100"),
                Map.entry("orderToCash.retryDelay", "0.2"),
                Map.entry("orderToCash.followInterval", "0.3"),
                Map.entry("orderToCash.maxFollowDelay", "0.5"),
                Map.entry("orderToCash.orderPeriod", "2"),
                Map.entry("orderToCash.linkPollInterval", "5"),
                Map.entry("orderToCash.compareInterval", "2000"),
                Map.entry("camel.server.port", String.valueOf(port)),
                Map.entry("camel.component.purse.webhook-url", "http://127.0.0.1:" + port + "/purse/webhook"),
                Map.entry(
                        "camel.component.purse.webhook-verify-token",
                        UUID.randomUUID().toString()),
                Map.entry("camel.component.purse.api-url", purse.apiUrl()),
                Map.entry("camel.component.purse.client-id", account.clientId()),
                Map.entry("camel.component.purse.client-secret", account.clientSecret()),
                Map.entry("camel.component.purse.api-key", account.apiKey()),
                Map.entry("camel.component.purse.entity-id", account.entityId()));
    }

    /** The JDBC URL of an H2 database in a file. */
    static String database(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0";
    }

    private boolean play(PurseSandbox purse, OrderToCash application) {
        Shoppers shoppers = new Shoppers(purse, folders, scene.resolve("shoppers.properties"), LATENESS);
        Expectation expectation = Expectation.of(documents(), shoppers::pays);
        Set<String> orders = expectation.figures().keySet();
        say("\nDay 1: orders come in, shoppers get payment links and pay.");
        day("day-1").forEach(folders::deliver);
        boolean finished = await(shoppers, () -> shoppers.haveLinks(orders) && shoppers.promptOnesHavePaid());
        if (finished) {
            say("\nDay 2: invoices, cancellations and credit notes.");
            day("day-2").forEach(folders::deliver);
            finished = await(shoppers, () -> acknowledged().equals(expectation.acknowledgements()));
        }
        return report(purse, application, expectation) && finished;
    }

    private boolean report(PurseSandbox purse, OrderToCash application, Expectation expectation) {
        Settlement settlement = new Settlement(expectation, purse);
        Path csv = folders.root().resolve("settlement.csv");
        settlement.writeCsv(csv);
        say("\nThe settlement: what the documents ask for, and what is in Purse.\n");
        say(settlement.table());
        boolean acknowledged = sayAcknowledged(expectation.acknowledgements());
        List<Map<String, Object>> differences = application.reconcile();
        differences.forEach(difference -> say("DIFFERENCE  " + difference));
        say(differences.size() + " differences between the order book and Purse.");
        boolean agrees = settlement.agrees() && acknowledged && differences.isEmpty();
        say((agrees ? "Every order agrees. The same as CSV: " : "PURSE DIFFERS. The same as CSV: ") + shown(csv));
        return agrees;
    }

    private boolean sayAcknowledged(Map<String, Set<String>> expected) {
        Acknowledgements acknowledgements = Acknowledgements.in(folders.acknowledgements());
        long rejected = acknowledgements.all().stream()
                .filter(acknowledgement -> acknowledgement.code().equals(Acknowledgements.REJECTED))
                .count();
        say("%d documents were acknowledged, %d of them rejected with the reason, in %s"
                .formatted(acknowledgements.all().size(), rejected, shown(folders.acknowledgements())));
        Map<String, Set<String>> codes = acknowledgements.codes();
        if (!codes.equals(expected)) {
            say("ACKNOWLEDGED OTHERWISE: " + Acknowledgements.differences(expected, codes));
        }
        return codes.equals(expected);
    }

    private Map<String, Set<String>> acknowledged() {
        return Acknowledgements.in(folders.acknowledgements()).codes();
    }

    private boolean await(Shoppers shoppers, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                say("\nNot finished in time.");
                return false;
            }
            shoppers.act();
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    private static void keepRunning() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> documents() {
        return Stream.of("day-1", "day-2").flatMap(day -> day(day).stream()).toList();
    }

    private List<Path> day(String day) {
        return Folders.files(scene.resolve(day), ".xml");
    }

    /** As a reader in the current directory would type it. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.isAbsolute() && path.startsWith(here) ? here.relativize(path) : path;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
