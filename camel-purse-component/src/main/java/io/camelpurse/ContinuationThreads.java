package io.camelpurse;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.AsyncProcessorAwaitManager;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a component's routes continue after a response, so that none runs on the thread that serves all connections.
 * Webhook routes use other threads ({@code WebhookThreads}).
 *
 * <p>A route that goes on here may wait for another call ({@code template.requestBody} in a processor), whose response
 * needs a thread too. When every thread waits like that, none is left to end the waiting. So, while exchanges wait and
 * no thread ends a route, there are more threads until the queue is empty again.
 */
final class ContinuationThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(ContinuationThreads.class);
    private static final int THREADS = 16;
    private static final long CHECK_EVERY_MILLIS = 50;

    private final ExecutorServiceManager executors;
    private final AsyncProcessorAwaitManager waiting;
    private final ExecutorService pool;
    private final ScheduledExecutorService watch;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final String threadName;
    private int usualSize;
    private int usualMaximum;
    private long completedBefore;

    ContinuationThreads(CamelContext context, Object owner, ComponentName component) {
        threadName = component.thread("PurseWorker");
        executors = context.getExecutorServiceManager();
        waiting = PluginHelper.getAsyncProcessorAwaitManager(context);
        pool = executors.newThreadPool(owner, threadName, profile());
        watch = executors.newSingleThreadScheduledExecutor(owner, component.thread("PurseWatch"));
        if (pool instanceof ThreadPoolExecutor threads) {
            usualSize = threads.getCorePoolSize();
            usualMaximum = threads.getMaximumPoolSize();
        }
    }

    /**
     * Runs the work in any case, at worst on the thread that has the response: a lost one would leave an exchange
     * waiting forever.
     */
    @Override
    public void execute(Runnable work) {
        try {
            start(work);
        } catch (RuntimeException | Error noThread) {
            LOG.warn("There is no thread to continue a route: {}", noThread.toString());
            work.run();
            return;
        }
        if (pool instanceof ThreadPoolExecutor threads && !threads.getQueue().isEmpty()) {
            watch(threads);
        }
    }

    private void start(Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException stoppedOrFull) {
            executors.newThread(threadName, work).start();
        }
    }

    void stop() {
        executors.shutdownNow(watch);
        executors.shutdownGraceful(pool);
    }

    private void watch(ThreadPoolExecutor threads) {
        if (watching.compareAndSet(false, true)) {
            completedBefore = threads.getCompletedTaskCount();
            checkLater(threads);
        }
    }

    private void checkLater(ThreadPoolExecutor threads) {
        try {
            watch.schedule(() -> check(threads), CHECK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            watching.set(false);
        }
    }

    private void check(ThreadPoolExecutor threads) {
        if (threads.getQueue().isEmpty()) {
            threads.setCorePoolSize(usualSize);
            threads.setMaximumPoolSize(usualMaximum);
            watching.set(false);
            if (!threads.getQueue().isEmpty()) {
                watch(threads);
            }
            return;
        }
        long completed = threads.getCompletedTaskCount();
        if (completed == completedBefore && waiting.size() > 0) {
            grow(threads);
        }
        completedBefore = completed;
        checkLater(threads);
    }

    private void grow(ThreadPoolExecutor threads) {
        int size = threads.getPoolSize();
        int more = Math.min(size, threads.getQueue().size());
        LOG.warn(
                "None of {} threads has ended a route for {} ms, while {} responses are queued: {} more threads."
                        + " A route should not block after a purse call: use to(\"purse:…\") instead of a template,"
                        + " or a thread pool profile \"purse\" that is as large as its slowest step needs",
                size,
                CHECK_EVERY_MILLIS,
                threads.getQueue().size(),
                more);
        threads.setMaximumPoolSize(Math.max(size + more, usualMaximum));
        threads.setCorePoolSize(size + more);
    }

    /** A thread pool profile named {@code purse}, if the application has one, else our own. */
    private ThreadPoolProfile profile() {
        ThreadPoolProfile given = executors.getThreadPoolProfile("purse");
        if (given != null) {
            return given;
        }
        ThreadPoolProfile profile = new ThreadPoolProfile("purse");
        profile.setPoolSize(THREADS);
        profile.setMaxPoolSize(THREADS);
        // Calls under way bound the queue. A full one would make the thread that serves the connections run routes.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }
}
