package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Shoppers' returns that {@code purse:verifyRedirection} checks per second in one thread, against the signature checks that the
 * JCA alone makes, in turns.
 *
 * @param warmUp how often each has its turn before it counts
 * @param rounds how often each has its turn
 * @param time   how long a turn is
 */
record RedirectionBenchmark(int warmUp, int rounds, Duration time) {

    /**
     * What came of it.
     *
     * @param purse the component
     * @param alone the signature alone
     */
    record Result(ThroughputBenchmark.Line purse, ThroughputBenchmark.Line alone) {

        double ratio() {
            return purse.ratioTo(alone);
        }

        List<ThroughputBenchmark.Line> lines() {
            return List.of(purse, alone);
        }
    }

    /** What is repeated. */
    @FunctionalInterface
    private interface Check {

        void make() throws Exception;
    }

    Result run() throws Exception {
        List<Load.Outcome> purse = new ArrayList<>();
        List<Load.Outcome> alone = new ArrayList<>();
        try (ShopperReturn shopperReturn = new ShopperReturn()) {
            for (int round = 0; round < warmUp + rounds; round++) {
                Load.Outcome signatures = repeat(shopperReturn::checkSignature);
                Load.Outcome returns = repeat(shopperReturn::verify);
                if (round >= warmUp) {
                    alone.add(signatures);
                    purse.add(returns);
                }
            }
        }
        return new Result(
                new ThroughputBenchmark.Line("purse:verifyRedirection", purse),
                new ThroughputBenchmark.Line("SHA256withRSA of the JCA", alone));
    }

    private Load.Outcome repeat(Check check) throws Exception {
        long cpuBefore = Load.cpuNanos();
        long end = System.nanoTime() + time.toNanos();
        long checks = 0;
        while (System.nanoTime() < end) {
            check.make();
            checks++;
        }
        return new Load.Outcome(checks, checks * 1e9 / time.toNanos(), (Load.cpuNanos() - cpuBefore) / 1e3 / checks);
    }
}
