package io.camelpurse.simulation;

import java.util.List;
import java.util.function.LongFunction;

/** Plays the history of a seed and returns its violations: what a class loader of its own can be asked for. */
final class SeededHistories implements LongFunction<List<String>>, AutoCloseable {

    private final Application application = new Application();

    @Override
    public List<String> apply(long seed) {
        return new History(new PlanGenerator(seed).plan(), application, transition -> {}, false)
                .play()
                .violations();
    }

    @Override
    public void close() {
        application.close();
    }
}
