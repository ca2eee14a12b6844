package io.camelpurse.benchmarks;

import java.time.Duration;

/**
 * Shoppers' returns that {@code purse:verifyRedirection} checks per second in one thread, against the signature checks
 * that the JCA alone makes, in turns.
 *
 * @param warmUp how often each has its turn before it counts
 * @param rounds how often each has its turn
 * @param time how long a turn is
 */
record RedirectionBenchmark(int warmUp, int rounds, Duration time) {

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
                    warmUp,
                    rounds,
                    "purse:verifyRedirection",
                    () -> repeat(shopperReturn::verify),
                    "SHA256withRSA of the JCA",
                    () -> repeat(shopperReturn::checkSignature));
        }
    }

    private Turn repeat(Check check) throws Exception {
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
