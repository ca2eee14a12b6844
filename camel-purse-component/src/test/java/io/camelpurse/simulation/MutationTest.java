package io.camelpurse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.SilentLog;
import io.camelpurse.simulation.MutantHunt.Find;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Whether the simulation would notice: each of the faults in {@code mutants.txt} makes a history that is not exact. The
 * one that has found it before is played first; with {@code -Dsimulation.mutants=all}, all are played in order, and the
 * seeds that are printed are those to record.
 */
class MutationTest {

    private static final int HISTORIES = 10_000;
    private static final int THREADS = 2;
    private static final int SHOWN = 110;

    @AutoClose
    private static final SilentLog LOG = SilentLog.of("io.camelpurse");

    @Test
    void everyMutantHasItsPlaceInTheSource() throws Exception {
        List<Mutant> mutants = Mutants.all();
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(30);
        assertThat(mutants).extracting(Mutant::name).doesNotHaveDuplicates();
        for (Mutant mutant : mutants) {
            MutantCompiler.source(mutant);
        }
    }

    @Test
    void everyMutantIsFound() throws Exception {
        boolean inOrder = "all".equals(System.getProperty("simulation.mutants"));
        List<Mutant> mutants = Mutants.all();
        List<Find> finds =
                hunt(inOrder ? mutants.stream().map(Mutant::withoutSeed).toList() : mutants);
        print(finds);
        assertThat(finds)
                .as("mutants that %d histories do not find", HISTORIES)
                .filteredOn(Find::survived)
                .extracting(find -> find.mutant().name())
                .isEmpty();
    }

    private static List<Find> hunt(List<Mutant> mutants) throws Exception {
        Map<Integer, Find> finds = new TreeMap<>();
        Queue<Integer> left = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < mutants.size(); number++) {
            left.add(number);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> hunters = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                hunters.add(threads.submit((Callable<Void>) () -> {
                    try (MutantHunt hunt = new MutantHunt(HISTORIES)) {
                        for (Integer number = left.poll(); number != null; number = left.poll()) {
                            Find find = hunt.hunt(mutants.get(number));
                            synchronized (finds) {
                                finds.put(number, find);
                            }
                        }
                        return null;
                    }
                }));
            }
            for (Future<Void> hunter : hunters) {
                hunter.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return List.copyOf(finds.values());
    }

    private static void print(List<Find> finds) {
        for (Find find : finds) {
            System.out.printf(
                    "%-70s  %6s  %s%n",
                    find.mutant().name(), find.survived() ? "-" : find.seed(), shortened(find.violation()));
        }
    }

    private static String shortened(String violation) {
        if (violation == null) {
            return "survived";
        }
        return violation.length() <= SHOWN ? violation : violation.substring(0, SHOWN) + "…";
    }
}
