package io.camelpurse.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One contender's turns. */
record Line(String name, List<Turn> turns) {

    /** The median turn. */
    double median(ToDoubleFunction<Turn> figure) {
        return Spread.of(turns.stream().mapToDouble(figure)).median();
    }

    /** The mean of all calls. */
    double mean(ToDoubleFunction<Turn> figure) {
        return turns.stream()
                        .mapToDouble(turn -> figure.applyAsDouble(turn) * turn.calls())
                        .sum()
                / turns.stream().mapToLong(Turn::calls).sum();
    }

    /**
     * How many times as much as another contender, each turn compared with the other's of the same round, since what
     * slows the machine down for a while slows both.
     */
    Spread ratioTo(Line other, ToDoubleFunction<Turn> figure) {
        return Spread.of(IntStream.range(0, turns.size())
                .mapToDouble(
                        turn -> figure.applyAsDouble(turns.get(turn)) / figure.applyAsDouble(other.turns.get(turn))));
    }

    /** How much more than another contender, turn by turn. */
    Spread differenceTo(Line other, ToDoubleFunction<Turn> figure) {
        return Spread.of(IntStream.range(0, turns.size())
                .mapToDouble(
                        turn -> figure.applyAsDouble(turns.get(turn)) - figure.applyAsDouble(other.turns.get(turn))));
    }
}
