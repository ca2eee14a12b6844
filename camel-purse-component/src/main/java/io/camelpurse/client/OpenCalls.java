package io.camelpurse.client;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that are under way, so that stopping ends each of them at once, whatever it is waiting for. */
final class OpenCalls {

    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * @param end completes the call
     */
    void add(CompletableFuture<?> call, Runnable end) {
        ends.add(end);
        call.whenComplete((result, failure) -> ends.remove(end));
        if (ended) {
            end.run();
        }
    }

    boolean areEnded() {
        return ended;
    }

    int size() {
        return ends.size();
    }

    void endAll() {
        ended = true;
        ends.forEach(Runnable::run);
    }
}
