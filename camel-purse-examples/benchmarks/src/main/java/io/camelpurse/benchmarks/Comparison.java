package io.camelpurse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The component compared with what nobody can do without, in turns, so that what slows the machine down for a while
 * slows both.
 *
 * @param purse    the component
 * @param bare     what it is compared with
 * @param profiles what each of them is busy with, the component last
 */
record Comparison(Line purse, Line bare, List<Profile> profiles) {

    /** What takes a turn. */
    @FunctionalInterface
    interface Contest {

        Turn take(Duration time) throws Exception;
    }

    /** Takes the turns, and records afterwards what each is busy with. */
    static Comparison of(Turns turns, String purseName, Contest purse, String bareName, Contest bare) throws Exception {
        List<Turn> ofPurse = new ArrayList<>();
        List<Turn> ofBare = new ArrayList<>();
        for (int round = 0; round < turns.warmUp() + turns.rounds(); round++) {
            boolean purseFirst = round % 2 == 1;
            Turn first = (purseFirst ? purse : bare).take(turns.time());
            Turn second = (purseFirst ? bare : purse).take(turns.time());
            if (round >= turns.warmUp()) {
                ofBare.add(purseFirst ? second : first);
                ofPurse.add(purseFirst ? first : second);
            }
        }
        Line purseLine = new Line(purseName, ofPurse);
        Line bareLine = new Line(bareName, ofBare);
        return new Comparison(
                purseLine, bareLine, List.of(profile(turns, bareLine, bare), profile(turns, purseLine, purse)));
    }

    private static Profile profile(Turns turns, Line measured, Contest contest) throws Exception {
        try (ProfileRecording recording = new ProfileRecording()) {
            for (int turn = 0; turn < turns.profiled(); turn++) {
                recording.record(() -> contest.take(turns.time()));
            }
            return recording.profile(measured);
        }
    }

    Spread ratio() {
        return purse.ratioTo(bare, Turn::perSecond);
    }

    List<Line> lines() {
        return List.of(purse, bare);
    }
}
