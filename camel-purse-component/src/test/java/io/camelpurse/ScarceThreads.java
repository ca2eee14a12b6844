package io.camelpurse;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;

/** The thread pools of a machine on which, for a while, no thread can be started. */
final class ScarceThreads extends DefaultThreadPoolFactory {

    private final AtomicBoolean noThreads;

    private ScarceThreads(AtomicBoolean noThreads) {
        this.noThreads = noThreads;
    }

    static void in(CamelContext context, AtomicBoolean noThreads) {
        context.getExecutorServiceManager().setThreadPoolFactory(new ScarceThreads(noThreads));
    }

    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory threads) {
        return super.newCachedThreadPool(scarce(threads));
    }

    @Override
    public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        return super.newThreadPool(profile, scarce(threads));
    }

    private ThreadFactory scarce(ThreadFactory threads) {
        return work -> {
            Thread given = threads.newThread(work);
            return new Thread(work, given.getName()) {
                @Override
                public void start() {
                    if (noThreads.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.start();
                }
            };
        };
    }
}
