package io.camelpurse.webhook;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which notifications are processed, each with a permit. Where a thread of the HTTP engine waits for the
 * response, it is that one, else one of a pool. They are not those on which other routes continue after a call
 * ({@code ContinuationThreads}): slow webhook routes delay no response. Each notification in progress has a thread, and
 * for a moment one of the pool as well where its route continues after a call that the first one waits for. The pool
 * has no queue, so that its threads cannot wait for work that waits for one of them.
 */
final class WebhookThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookThreads.class);
    private static final String NAME = "PurseWebhook";

    private final ExecutorServiceManager executors;
    private final ExecutorService pool;
    private final Permits permits;
    private final EngineThreads lent = new EngineThreads();

    /**
     * @param permits maximum number of notifications in progress at the same time
     */
    WebhookThreads(CamelContext context, Object owner, int permits) {
        this.executors = context.getExecutorServiceManager();
        this.pool = executors.newCachedThreadPool(owner, NAME);
        this.permits = new Permits(permits);
    }

    /**
     * Runs work on a thread of its own if a permit is free.
     *
     * @param work       holds the permit while it runs, whatever it throws
     * @param afterwards runs when the permit is free again, so that a sender that gets the response finds it free
     * @return {@code false} if no permit is free, or no thread can be created; nothing runs then
     */
    boolean tryRun(Runnable work, Runnable afterwards) {
        if (!permits.take()) {
            return false;
        }
        try {
            start(() -> runWithPermit(work, afterwards));
            return true;
        } catch (RuntimeException | Error noThread) {
            runWithPermit(() -> LOG.warn("There is no thread for a notification: {}", noThread.toString()), () -> {});
            return false;
        }
    }

    /**
     * Runs work on this thread of the HTTP engine if a permit is free.
     *
     * @param work       holds the permit while it runs, whatever it throws
     * @param afterwards runs when the permit is free again
     * @return {@code false} if no permit is free; nothing runs then
     */
    boolean tryRunHere(Runnable work, Runnable afterwards) {
        if (!permits.take()) {
            return false;
        }
        runWithPermit(() -> runLent(work), afterwards);
        return true;
    }

    /** The one place where a permit ends, whatever the work throws. */
    private void runWithPermit(Runnable work, Runnable afterwards) {
        try {
            work.run();
        } finally {
            permits.release();
            afterwards.run();
        }
    }

    private void runLent(Runnable work) {
        EngineThreads.Lease lease = lent.lend();
        try {
            work.run();
        } finally {
            lease.end();
        }
    }

    /** Whether a permit is free at the moment. */
    boolean hasPermit() {
        return permits.isAnyFree();
    }

    /**
     * Continues the route of a notification in any case, at worst on the thread that has the response to its call:
     * otherwise the notification would be in progress forever.
     */
    @Override
    public void execute(Runnable work) {
        try {
            start(work);
        } catch (RuntimeException | Error noThread) {
            work.run();
        }
    }

    private void start(Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException stopped) {
            executors.newThread(NAME, work).start();
        }
    }

    int inProgress() {
        return permits.taken();
    }

    /**
     * Waits for what is in progress, and interrupts it after the time that Camel gives a pool to end. Nothing else gets
     * a permit.
     */
    void stop() {
        permits.withhold();
        if (allEnded()) {
            executors.shutdownGraceful(pool);
        } else {
            lent.interrupt();
            executors.shutdownNow(pool);
            allEnded();
        }
    }

    private boolean allEnded() {
        return permits.awaitAll(executors.getShutdownAwaitTermination());
    }
}
