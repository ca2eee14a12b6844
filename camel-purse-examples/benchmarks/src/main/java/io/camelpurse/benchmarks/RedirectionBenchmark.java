package io.camelpurse.benchmarks;

import java.time.Duration;

/**
 * Shoppers' returns that {@code purse:verifyRedirection} checks per second in one thread, against the signature checks
 * that the JCA alone makes, in turns.
 *
 * @param turns in which they alternate
 */
record RedirectionBenchmark(Turns turns) {

    static final Bound BOUND = Bound.atLeast(0.8);

    static final Bound GOAL = Bound.atLeast(0.95);

    /** What is repeated. */
    @FunctionalInterface
    private interface Check {

        void make() throws Exception;
    }

    Comparison run() throws Exception {
        try (ShopperReturn shopperReturn = new ShopperReturn()) {
            return Comparison.of(
                    turns,
                    "purse:verifyRedirection",
                    time -> repeat(shopperReturn::verify, time),
                    "SHA256withRSA of the JCA",
                    time -> repeat(shopperReturn::checkSignature, time));
        }
    }

    private static Turn repeat(Check check, Duration time) throws Exception {
        ProcessCounters before = ProcessCounters.before();
        long end = System.nanoTime() + time.toNanos();
        long checks = 0;
        while (System.nanoTime() < end) {
            check.make();
            checks++;
        }
        return Turn.of(checks, time, before);
    }
}
