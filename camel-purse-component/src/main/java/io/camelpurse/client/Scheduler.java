package io.camelpurse.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something later. */
@FunctionalInterface
interface Scheduler {

    /**
     * @param millis from now
     * @return what takes the action off the schedule again, unless it has run
     * @throws RejectedExecutionException if nothing is run any more
     */
    Runnable schedule(Runnable action, long millis);

    static Scheduler of(ScheduledExecutorService executor) {
        return (action, millis) -> {
            Future<?> scheduled = executor.schedule(action, millis, TimeUnit.MILLISECONDS);
            return () -> scheduled.cancel(false);
        };
    }
}
