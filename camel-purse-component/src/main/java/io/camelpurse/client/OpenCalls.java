package io.camelpurse.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
    }

    /** A call that has a time, too, after which it is to be ended. */
    interface ExpiringCall extends OpenCall {

        /** Until then, {@link #endIfExpired} has nothing to do. */
        Deadline nextCheck();

        /** Completes the call if its time has passed. */
        void endIfExpired();
    }

    private final Set<OpenCall> calls = ConcurrentHashMap.newKeySet();

    /** Of all expiring calls: never later than one of them, and empty only if there is none. */
    private final AtomicReference<Optional<Deadline>> nextCheck = new AtomicReference<>(Optional.empty());

    private volatile boolean ended;

    void add(CompletableFuture<?> result, OpenCall call) {
        calls.add(call);
        result.whenComplete((value, failure) -> calls.remove(call));
        if (ended) {
            call.withdraw();
            end(call::end);
        }
    }

    /** The call is among the others before its time is: a check that begins in between finds it. */
    void addExpiring(CompletableFuture<?> result, ExpiringCall call) {
        add(result, call);
        expect(call.nextCheck());
    }

    private void expect(Deadline check) {
        Optional<Deadline> next = nextCheck.get();
        while ((next.isEmpty() || check.isBefore(next.get())) && !nextCheck.compareAndSet(next, Optional.of(check))) {
            next = nextCheck.get();
        }
    }

    boolean areEnded() {
        return ended;
    }

    /** Asks for a first call: counting them may miss one while another one is added and removed. */
    boolean isEmpty() {
        return !calls.iterator().hasNext();
    }

    int size() {
        return calls.size();
    }

    /** Ends the calls whose time has passed. Checks them only when one may have expired: most calls end long before. */
    void endExpired() {
        Optional<Deadline> due = nextCheck.get();
        if (due.filter(Deadline::hasExpired).isEmpty()) {
            return;
        }
        // Set before the calls are visited: one that comes after its place in the visit sets its own time.
        nextCheck.set(Optional.empty());
        boolean visited = false;
        try {
            calls.forEach(this::endIfExpired);
            visited = true;
        } finally {
            if (!visited) {
                // The next check begins again.
                nextCheck.set(due);
            }
        }
    }

    private void endIfExpired(OpenCall call) {
        if (call instanceof ExpiringCall expiring) {
            end(expiring::endIfExpired);
            if (calls.contains(call)) {
                expect(expiring.nextCheck());
            }
        }
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
