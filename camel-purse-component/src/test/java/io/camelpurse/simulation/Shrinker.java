package io.camelpurse.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a plan smaller as long as the smaller one fails too, so that what is left is what matters. */
final class Shrinker {

    private final Predicate<Plan> fails;

    Shrinker(Predicate<Plan> fails) {
        this.fails = fails;
    }

    Plan shrink(Plan plan) {
        Plan smallest = plan;
        Optional<Plan> smaller = failing(smallest);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = failing(smallest);
        }
        return smallest;
    }

    private Optional<Plan> failing(Plan plan) {
        return Stream.<List<Plan>>of(plan.halves(), plan.smaller())
                .flatMap(List::stream)
                .filter(smaller -> smaller.size() < plan.size())
                .filter(fails)
                .findFirst();
    }
}
