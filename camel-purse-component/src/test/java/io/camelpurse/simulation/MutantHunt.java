package io.camelpurse.simulation;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Plays histories with mutants until one is not exact. */
final class MutantHunt implements AutoCloseable {

    /**
     * What was found of a mutant.
     *
     * @param seed      of a history that is not exact, or -1 if all are
     * @param violation the first one of it, or {@code null}
     */
    record Find(Mutant mutant, long seed, String violation) {

        boolean survived() {
            return seed < 0;
        }
    }

    private final MutantCompiler compiler = new MutantCompiler();
    private final long histories;

    MutantHunt(long histories) {
        this.histories = histories;
    }

    Find hunt(Mutant mutant) throws Exception {
        MutantClassLoader loader = new MutantClassLoader(compiler.compile(mutant));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try (AutoCloseable mutated = mutated(loader)) {
            return play(mutant, mutated);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked")
    private Find play(Mutant mutant, AutoCloseable mutated) {
        LongFunction<List<String>> violations = (LongFunction<List<String>>) mutated;
        return LongStream.concat(
                        LongStream.of(mutant.seed()).filter(seed -> seed != Mutant.NONE),
                        LongStream.range(0, histories).filter(seed -> seed != mutant.seed()))
                .mapToObj(seed -> new Find(mutant, seed, firstViolation(violations, seed)))
                .filter(find -> find.violation() != null)
                .findFirst()
                .orElse(new Find(mutant, -1, null));
    }

    private static String firstViolation(LongFunction<List<String>> violations, long seed) {
        try {
            return violations.apply(seed).stream().findFirst().orElse(null);
        } catch (RuntimeException | StackOverflowError e) {
            return e.toString();
        }
    }

    private static AutoCloseable mutated(ClassLoader loader) throws ReflectiveOperationException {
        Constructor<?> constructor =
                loader.loadClass(SeededHistories.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (AutoCloseable) constructor.newInstance();
    }

    @Override
    public void close() throws IOException {
        compiler.close();
    }
}
