package io.camelpurse.benchmarks;

import java.util.function.Consumer;

/** One way to capture payments. */
interface Contender extends AutoCloseable {

    String name();

    /** How many threads call, at most. */
    int callingThreads();

    /**
     * Captures a payment, and returns when the calling thread is free again.
     *
     * @param done gets the failure, or {@code null}
     */
    void call(Capture capture, Consumer<Exception> done);

    @Override
    void close();
}
