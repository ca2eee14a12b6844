package io.camelpurse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {

    @Test
    void everyHistoryIsExact() {
        try (Application application = new Application()) {
            for (long seed = 0; seed < Long.getLong("simulation.histories", 2000); seed++) {
                Plan plan = new PlanGenerator(seed).plan();
                Result result = new History(plan, application, transition -> {}, false).play();
                if (!result.isExact()) {
                    History again = new History(plan, application, transition -> {}, true);
                    again.play();
                    assertThat(result.violations())
                            .as("seed " + seed + "\n" + plan + "\n" + String.join("\n", again.trace()))
                            .isEmpty();
                }
            }
        }
    }
}
