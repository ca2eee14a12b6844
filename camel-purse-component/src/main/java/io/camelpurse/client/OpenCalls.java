package io.camelpurse.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks the calls that are under way, so that each can be ended, whatever it is waiting for. */
final class OpenCalls {

    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);

    /** A call that can be ended from outside. */
    @FunctionalInterface
    interface OpenCall {

        /** Makes sure that what has not left never will. Ends nothing yet. */
        default void withdraw() {}

        /** Completes the call. */
        void end();

        /** Completes the call if its time has passed. */
        default void endIfExpired() {}
    }

    private final Set<OpenCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    void add(CompletableFuture<?> result, OpenCall call) {
        calls.add(call);
        result.whenComplete((value, failure) -> calls.remove(call));
        if (ended) {
            call.withdraw();
            end(call::end);
        }
    }

    boolean areEnded() {
        return ended;
    }

    int size() {
        return calls.size();
    }

    void endExpired() {
        calls.forEach(call -> end(call::endIfExpired));
    }

    /** A call that ends gives its connection to one that waits for it: so none may leave before the first one ends. */
    void endAll() {
        ended = true;
        List<OpenCall> open = List.copyOf(calls);
        open.forEach(OpenCall::withdraw);
        open.forEach(call -> end(call::end));
    }

    private static void end(Runnable ending) {
        try {
            ending.run();
        } catch (RuntimeException | Error e) {
            // One call that cannot be closed in order must not keep the others open; its connection goes with the pool.
            LOG.debug("A call could not be ended in order: {}", e.getClass().getName());
        }
    }
}
