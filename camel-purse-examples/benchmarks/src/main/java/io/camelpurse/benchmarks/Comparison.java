package io.camelpurse.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The component compared with what nobody can do without, in turns, so that what slows the machine down for a while
 * slows both.
 *
 * @param purse the component
 * @param bare what it is compared with
 */
record Comparison(ThroughputBenchmark.Line purse, ThroughputBenchmark.Line bare) {

    /** What takes a turn. */
    @FunctionalInterface
    interface Turn {

        Load.Outcome take() throws Exception;
    }

    /**
     * @param warmUp how often each has its turn before it counts
     * @param rounds how often each has its turn
     */
    static Comparison of(int warmUp, int rounds, String purseName, Turn purse, String bareName, Turn bare)
            throws Exception {
        List<Load.Outcome> ofPurse = new ArrayList<>();
        List<Load.Outcome> ofBare = new ArrayList<>();
        for (int round = 0; round < warmUp + rounds; round++) {
            Load.Outcome bareTurn = bare.take();
            Load.Outcome purseTurn = purse.take();
            if (round >= warmUp) {
                ofBare.add(bareTurn);
                ofPurse.add(purseTurn);
            }
        }
        return new Comparison(
                new ThroughputBenchmark.Line(purseName, ofPurse), new ThroughputBenchmark.Line(bareName, ofBare));
    }

    double ratio() {
        return purse.ratioTo(bare);
    }

    List<ThroughputBenchmark.Line> lines() {
        return List.of(purse, bare);
    }
}
