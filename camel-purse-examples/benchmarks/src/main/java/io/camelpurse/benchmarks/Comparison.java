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
record Comparison(Line purse, Line bare) {

    /** What takes a turn. */
    @FunctionalInterface
    interface Contest {

        Turn take() throws Exception;
    }

    /**
     * @param warmUp how often each has its turn before it counts
     * @param rounds how often each has its turn
     */
    static Comparison of(int warmUp, int rounds, String purseName, Contest purse, String bareName, Contest bare)
            throws Exception {
        List<Turn> ofPurse = new ArrayList<>();
        List<Turn> ofBare = new ArrayList<>();
        for (int round = 0; round < warmUp + rounds; round++) {
            Turn bareTurn = bare.take();
            Turn purseTurn = purse.take();
            if (round >= warmUp) {
                ofBare.add(bareTurn);
                ofPurse.add(purseTurn);
            }
        }
        return new Comparison(new Line(purseName, ofPurse), new Line(bareName, ofBare));
    }

    Spread ratio() {
        return purse.ratioTo(bare, Turn::perSecond);
    }

    List<Line> lines() {
        return List.of(purse, bare);
    }
}
