package io.camelpurse.webhook;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;

/**
 * The threads that webhooks are processed on. They are not those of the calls, so that slow webhook routes delay no
 * response. There is one for each webhook in progress, and for a moment a second one where its route goes on after a call
 * that the first one waits for; a pool without a queue cannot end up waiting for itself.
 */
final class WebhookThreads implements Executor {

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
     * @return {@code false} if no place is free; nothing runs then
     */
    boolean tryRun(Runnable webhook, Runnable afterwards) {
        if (!free.tryAcquire()) {
            return false;
        }
        execute(() -> {
            try {
                webhook.run();
            } finally {
                free.release();
                afterwards.run();
            }
        });
        return true;
    }

    /** Carries on the route of a webhook in any case: otherwise the webhook would be in progress for ever. */
    @Override
    public void execute(Runnable work) {
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
