package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Two instances of the application on one PostgreSQL and one inbox, and around them an ERP, shoppers and Purse, which
 * live in this process and survive.
 */
final class Company implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String UNFINISHED =
            "SELECT COUNT(*) AS count FROM business_document" + " WHERE state = 'open' OR acknowledged_at IS NULL";

    private static final String ACKNOWLEDGED =
            "SELECT COUNT(*) AS count FROM business_document WHERE acknowledged_at IS NOT NULL";

    private final PurseSandbox purse;
    private final ErpChannel channel;
    private final Postgres postgres;
    private final Map<String, String> settings;
    private final OrderBook orderBook;
    private final Erp erp;
    private final Shoppers shoppers;
    private final List<Instance> instances;
    private final Instant deadline;

    /**
     * @param channel makes the ERP's channel of the folders that the application works in
     * @param behavior of the shoppers
     * @param settings what differs from the demo's
     * @param jvmOptions of each instance
     */
    Company(
            PurseSandbox purse,
            Function<Folders, ErpChannel> channel,
            Path work,
            Path behavior,
            Map<String, String> settings,
            List<String> jvmOptions,
            Duration timeLimit) {
        this.purse = purse;
        Folders folders = new Folders(work.resolve("erp"));
        this.channel = channel.apply(folders);
        postgres = new Postgres(work.resolve("postgres"));
        this.settings = new HashMap<>(Demo.settings(purse, folders));
        this.settings.putAll(this.channel.settings());
        this.settings.putAll(postgres.settings());
        this.settings.putAll(settings);
        orderBook = new OrderBook(this.settings);
        erp = new Erp(this.channel);
        shoppers = new Shoppers(purse, folders, behavior, Duration.ZERO);
        Path log = work.resolve("application.log");
        instances = List.of(
                new Instance("one", this.settings, jvmOptions, log),
                new Instance("two", this.settings, jvmOptions, log));
        deadline = Instant.now().plus(timeLimit);
    }

    /** Starts the instances that do not run, and waits until all serve requests. */
    void start() throws IOException, InterruptedException {
        for (Instance instance : instances) {
            if (!instance.isRunning()) {
                instance.start();
            }
        }
        await(() -> instances.stream().allMatch(Instance::isReady));
    }

    /** Lets the shoppers pay and the ERP take acknowledgements until the condition holds. */
    void await(BooleanSupplier condition) throws InterruptedException {
        await(condition, PAUSE);
    }

    /** @param pause between two checks; a short one notices the condition while it still holds, and costs more */
    void await(BooleanSupplier condition, Duration pause) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Not finished in time: " + unfinished() + " documents"
                        + (channel.isReceived() ? "" : ", and others that have not been received"));
            }
            shoppers.act();
            erp.takeAcknowledgements();
            Thread.sleep(pause.toMillis());
        }
    }

    /** Whether every document that was delivered has been stored, processed and acknowledged. */
    boolean isIdle() {
        return channel.isReceived() && unfinished() == 0;
    }

    /** How many documents have been acknowledged. */
    int acknowledged() {
        return Integer.parseInt(orderBook.rows(ACKNOWLEDGED).get(0).get("count"));
    }

    private int unfinished() {
        return Integer.parseInt(orderBook.rows(UNFINISHED).get(0).get("count"));
    }

    /** Stops both instances, and compares what they have left with what the documents ask for. */
    Verdict close(Expectation expectation) throws InterruptedException {
        instances.stream().filter(Instance::isRunning).forEach(Instance::kill);
        erp.takeAcknowledgements();
        purse.faults().clear();
        try (OrderToCash application = OrderToCash.start(settings)) {
            return new Verdict(
                    new Settlement(expectation, purse),
                    erp.acknowledgements(),
                    expectation.acknowledgements(),
                    application.reconcile());
        }
    }

    PurseSandbox purse() {
        return purse;
    }

    OrderBook orderBook() {
        return orderBook;
    }

    Erp erp() {
        return erp;
    }

    Shoppers shoppers() {
        return shoppers;
    }

    List<Instance> instances() {
        return instances;
    }

    @Override
    public void close() {
        instances.stream().filter(Instance::isRunning).forEach(Instance::kill);
        channel.close();
        postgres.close();
        purse.close();
    }
}
