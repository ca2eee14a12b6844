package io.camelpurse.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks the calls that are under way, so that a stop ends each at once, whatever it is waiting for. */
final class OpenCalls {

    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);

    /** What stopping does to a call. */
    @FunctionalInterface
    interface OpenCall {

        /** Makes sure that what has not left never will. Ends nothing yet. */
        default void withdraw() {}

        /** Completes the call. */
        void end();
    }

    private final Set<OpenCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    void add(CompletableFuture<?> result, OpenCall call) {
        calls.add(call);
        result.whenComplete((value, failure) -> calls.remove(call));
        if (ended) {
            call.withdraw();
            end(call);
        }
    }

    boolean areEnded() {
        return ended;
    }

    int size() {
        return calls.size();
    }

    /** A call that ends gives its connection to one that waits for it: so none may leave before the first one ends. */
    void endAll() {
        ended = true;
        List<OpenCall> open = List.copyOf(calls);
        open.forEach(OpenCall::withdraw);
        open.forEach(OpenCalls::end);
    }

    private static void end(OpenCall call) {
        try {
            call.end();
        } catch (RuntimeException e) {
            // One call that cannot be closed in order must not keep the others open; its connection goes with the pool.
            LOG.debug("A call could not be ended in order: {}", e.getClass().getName());
        }
    }
}
