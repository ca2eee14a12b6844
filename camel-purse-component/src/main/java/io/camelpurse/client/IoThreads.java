package io.camelpurse.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Distinguishes the threads that serve connections from the one that keeps deadlines and from those that stop the
 * component: all of them complete calls, and a route that runs on one of the others would stop all deadlines.
 */
final class IoThreads {

    private final Set<Thread> serving = ConcurrentHashMap.newKeySet();

    /** The work of a thread that serves connections. */
    Runnable serving(Runnable work) {
        return () -> {
            serving.add(Thread.currentThread());
            try {
                work.run();
            } finally {
                serving.remove(Thread.currentThread());
            }
        };
    }

    boolean areCurrent() {
        return serving.contains(Thread.currentThread());
    }
}
