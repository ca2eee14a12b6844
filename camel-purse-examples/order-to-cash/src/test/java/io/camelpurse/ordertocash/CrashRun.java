package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.OperationStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Kills the application at random moments and starts it again on the same inbox, while Purse loses responses and worse.
 * Purse, the ERP and the shoppers live in this process, which survives.
 */
final class CrashRun {

    private static final double FAULTS = 0.3;
    private static final Duration SLOWNESS = Duration.ofMillis(40);
    private static final Duration SETTLING = Duration.ofMillis(300);
    private static final Duration TIME_LIMIT = Duration.ofMinutes(12);

    private static final Fault[] OF_WEBHOOKS = {
        Fault.dropped(), Fault.duplicated(), Fault.reordered(), Fault.delayed(SETTLING)
    };

    private final Plan plan;
    private final Folders folders;
    private final Path log;
    private final RepeatedScene scene;
    private final SplittableRandom random;
    private final CrashReport report;
    private final Instant deadline = Instant.now().plus(TIME_LIMIT);

    /**
     * @param seed of the faults and of the moments of the kills
     * @param rounds how often the demo's documents are repeated
     * @param kills how many kills have to interrupt something
     * @param orderGrace how long a document may wait for an order that nobody knows
     */
    record Plan(long seed, int rounds, int kills, Duration orderGrace) {}

    /**
     * @param work the folder to work in; it is emptied first
     */
    CrashRun(Plan plan, Path work) throws IOException {
        this.plan = plan;
        folders = new Folders(work.resolve("erp"));
        log = work.resolve("application.log");
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
                Duration.ofSeconds(30));
        CrashReport report = new CrashRun(plan, Path.of(arguments[0])).run();
        System.out.println(report);
        System.exit(report.isGood() ? 0 : 1);
    }

    CrashReport run() throws Exception {
        PurseSandbox.Builder builder = PurseSandbox.builder().seed(plan.seed());
        try (PurseSandbox purse = builder.webhookRetries(5, SETTLING).start()) {
            spoil(purse);
            Shoppers shoppers = new Shoppers(purse, folders, scene.shoppers(), Duration.ZERO);
            Life life = new Life(purse, shoppers, settings(purse));
            int early = plan.kills() / 5;
            life.live("day-1", early, () -> left("-order-ORD") == 0 && shoppers.promptOnesHavePaid());
            life.live("day-2", plan.kills() - early, () -> left("") == 0);
            report.compare(purse, folders, log, Expectation.of(scene.documents(), shoppers::pays));
            return report;
        }
    }

    private Map<String, String> settings(PurseSandbox purse) {
        Map<String, String> settings = new HashMap<>(Demo.settings(purse, folders));
        settings.put("orderToCash.pollEvery", "50");
        settings.put("orderToCash.orderGrace", plan.orderGrace().toMillis() + "ms");
        settings.put("orderToCash.linkPollInterval", "2s");
        settings.put("camel.component.purse.retry-delay", "20");
        return settings;
    }

    private int left(String kind) {
        return (int) Folders.files(folders.inbox(), ".xml").stream()
                .filter(file -> file.getFileName().toString().contains(kind))
                .count();
    }

    /** 30 % of all calls and webhooks meet a fault, and no call is so fast that a kill could not hit it. */
    private void spoil(PurseSandbox purse) {
        Fault[] anywhere = {
            Fault.dropResponse(),
            Fault.resetBefore(),
            Fault.truncatedBody(),
            Fault.malformedJson(),
            Fault.badGatewayPage(),
            Fault.status(500),
            Fault.status(503),
            Fault.status(504),
            Fault.tooManyRequests(Duration.ZERO)
        };
        Fault[] ofMoney = {
            Fault.dropResponse(),
            Fault.status(500).afterCommit(),
            Fault.tokenRevoked(),
            Fault.running(SLOWNESS),
            Fault.pendingThen(OperationStatus.SUCCESS, SETTLING),
            Fault.uncertainThen(OperationStatus.SUCCESS, SETTLING)
        };
        long seed = plan.seed();
        for (String operation : List.of("capturePayment", "refundPayment", "voidPayment")) {
            Fault[] all = Stream.concat(Stream.of(anywhere), Stream.of(ofMoney)).toArray(Fault[]::new);
            purse.faults().rate(operation, FAULTS, ++seed, all);
            purse.faults().rate(operation, 0.5, ++seed, Fault.latency(SLOWNESS));
            purse.faults().always(operation, Fault.slowResponse(SLOWNESS));
        }
        for (String operation : List.of("createPaymentLink", "getPaymentLink", "cancelPaymentLink", "getPayment")) {
            purse.faults().rate(operation, FAULTS, ++seed, anywhere);
        }
        purse.faults().rate("webhook", FAULTS, ++seed, OF_WEBHOOKS);
        purse.faults().always("*", Fault.latency(SLOWNESS.dividedBy(4)));
    }

    /** The application's lives, one after the other. */
    private final class Life {

        private final PurseSandbox purse;
        private final Shoppers shoppers;
        private final Map<String, String> settings;

        private Life(PurseSandbox purse, Shoppers shoppers, Map<String, String> settings) {
            this.purse = purse;
            this.shoppers = shoppers;
            this.settings = settings;
        }

        /** Delivers a day's documents and lives until they are processed, dying as often as that in between. */
        private void live(String day, int deaths, BooleanSupplier finished) throws Exception {
            scene.day(day).forEach(folders::deliver);
            int open = deaths;
            while (!finished.getAsBoolean()) {
                long earlier = purse.requests();
                Aim aim = new Aim(purse, random, 2 * left("") / (3 * (open + 1)));
                boolean mortal = open > 0;
                try (ApplicationProcess application = ApplicationProcess.start(settings, log)) {
                    until(application, () -> finished.getAsBoolean() || mortal && aim.isReached());
                    Thread.sleep(random.nextInt((int) SLOWNESS.toMillis() * 3 / 2));
                    application.kill();
                    if (!finished.getAsBoolean()) {
                        Interruption interruption = Interruption.of(purse, folders, earlier);
                        report.killed(interruption);
                        open -= interruption == Interruption.NOTHING ? 0 : 1;
                    }
                }
            }
        }

        private void until(ApplicationProcess application, BooleanSupplier condition) throws InterruptedException {
            Instant next = Instant.MIN;
            while (!condition.getAsBoolean()) {
                if (!application.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(
                            (application.isAlive() ? "Not finished in time" : "It died by itself")
                                    + "; still in the inbox: " + Folders.files(folders.inbox(), ".xml") + "; see "
                                    + log);
                }
                if (next.isBefore(Instant.now())) {
                    shoppers.act();
                    next = Instant.now().plusMillis(50);
                }
                Thread.sleep(1);
            }
        }
    }
}
