package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole of it in one process: a local Purse, the application, an ERP that delivers two days' documents, shoppers
 * who pay or do not, and at the end the settlement.
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
     * Runs the demo.
     *
     * @param arguments the scene's folder and the folder to work in
     */
    public static void main(String[] arguments) {
        System.exit(new Demo(Path.of(arguments[0]), Path.of(arguments[1])).run() ? 0 : 1);
    }

    /** Whether every order's money is where the documents want it, and no document was forgotten. */
    boolean run() {
        folders.clear();
        try (PurseSandbox purse = PurseSandbox.start()) {
            say("A local Purse listens at " + purse.baseUrl() + ". The documents come from " + shown(scene) + ".");
            Shoppers shoppers = new Shoppers(purse, folders, scene.resolve("shoppers.properties"), LATENESS);
            boolean finished = play(purse, shoppers);
            return report(purse, shoppers, finished);
        }
    }

    /**
     * What the application needs to know of the sandbox and of a demo's haste, and a free port for notifications.
     */
    static Map<String, String> settings(PurseSandbox purse, Folders folders) {
        Account account = purse.account();
        int port = freePort();
        return Map.ofEntries(
                Map.entry("orderToCash.folder", folders.root().toString()),
                Map.entry("orderToCash.pollEvery", "250"),
                Map.entry("orderToCash.settled", "50"),
                Map.entry("orderToCash.orderGrace", "2s"),
                Map.entry("orderToCash.linkPollInterval", "5s"),
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

    private boolean play(PurseSandbox purse, Shoppers shoppers) {
        OrderToCash application = OrderToCash.start(settings(purse, folders));
        try {
            say("\nDay 1: orders come in, shoppers get payment links and pay.");
            day("day-1").forEach(folders::deliver);
            if (!await(shoppers, () -> noOrderIsLeft() && shoppers.promptOnesHavePaid())) {
                return false;
            }
            say("\nDay 2: invoices, cancellations and credit notes.");
            day("day-2").forEach(folders::deliver);
            return await(shoppers, () -> Folders.files(folders.inbox(), ".xml").isEmpty());
        } finally {
            application.close();
        }
    }

    private boolean report(PurseSandbox purse, Shoppers shoppers, boolean finished) {
        List<Path> documents =
                Stream.of("day-1", "day-2").flatMap(day -> day(day).stream()).toList();
        Expectation expectation = Expectation.of(documents, shoppers::pays);
        Settlement settlement = new Settlement(expectation, purse);
        Path csv = folders.root().resolve("settlement.csv");
        settlement.writeCsv(csv);
        say("\nThe settlement: what the documents ask for, and what is in Purse.\n");
        say(settlement.table());
        boolean rejectedRightly = sayRejected(expectation.rejected());
        if (!finished) {
            say("Not finished in time. Still in the inbox: " + names(Folders.files(folders.inbox(), ".xml")));
        }
        boolean agrees = settlement.agrees() && rejectedRightly && finished;
        say(
                agrees
                        ? "Every order agrees. The same as CSV: " + shown(csv)
                        : "PURSE DIFFERS. The same as CSV: " + shown(csv));
        return agrees;
    }

    private boolean sayRejected(Set<String> expected) {
        Set<String> rejected = names(Folders.files(folders.rejected(), ".xml"));
        if (rejected.equals(expected)) {
            say(rejected.size() + " documents were rejected, as they should be; the reason is next to each, in "
                    + shown(folders.rejected()) + "/*.txt");
            return true;
        }
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(rejected);
        Set<String> surplus = new TreeSet<>(rejected);
        surplus.removeAll(expected);
        say("Rejected though they should not be: " + surplus + "; not rejected though they should be: " + missing);
        return false;
    }

    private boolean noOrderIsLeft() {
        return names(Folders.files(folders.inbox(), ".xml")).stream().noneMatch(name -> name.contains("-order-"));
    }

    private boolean await(Shoppers shoppers, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            shoppers.act();
            pause();
        }
        return true;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    private List<Path> day(String day) {
        return Folders.files(scene.resolve(day), ".xml");
    }

    private static Set<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
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
