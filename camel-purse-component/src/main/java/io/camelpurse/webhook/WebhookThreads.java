package io.camelpurse.webhook;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that webhooks are processed on. They are not those of the calls, so that slow webhook routes delay no
 * response. There is one for each webhook in progress, and for a moment a second one where its route goes on after a call
 * that the first one waits for; a pool without a queue cannot end up waiting for itself.
 */
final class WebhookThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookThreads.class);
    private static final String NAME = "PurseWebhook";

    private final ExecutorServiceManager executors;
    private final ExecutorService pool;
    private final int places;
    private final Semaphore free;

    /**
     * @param places how many webhooks may be in progress at once
     */
    WebhookThreads(CamelContext context, Object owner, int places) {
        this.executors = context.getExecutorServiceManager();
        this.pool = executors.newCachedThreadPool(owner, NAME);
        this.places = places;
        this.free = new Semaphore(places);
    }

    /**
     * Processes a webhook if a place is free.
     *
     * @param webhook    holds the place while it runs, whatever it throws
     * @param afterwards runs when the place is free again, so that a sender that got the response finds it free
     * @return {@code false} if no place is free, or no thread can be had; nothing runs then
     */
    boolean tryRun(Runnable webhook, Runnable afterwards) {
        if (!free.tryAcquire()) {
            return false;
        }
        boolean runs = false;
        try {
            start(() -> {
                try {
                    webhook.run();
                } finally {
                    free.release();
                    afterwards.run();
                }
            });
            runs = true;
        } catch (RuntimeException | Error noThread) {
            LOG.warn("There is no thread for a webhook: {}", noThread.toString());
        } finally {
            if (!runs) {
                free.release();
            }
        }
        return runs;
    }

    /** Whether a webhook would find a place now. */
    boolean hasPlace() {
        return free.availablePermits() > 0;
    }

    /**
     * Carries on the route of a webhook in any case, at worst on the thread that has the response to its call: otherwise the
     * webhook would be in progress for ever.
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
        return places - free.availablePermits();
    }

    void stop() {
        executors.shutdownGraceful(pool);
    }
}
