package io.camelpurse.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one thread that owns all state of a sandbox. Once it is closed, callers reach the state directly. */
final class EventLoop {
    private final Context context;
    private final Thread thread;
    private volatile boolean closed;

    EventLoop(Vertx vertx) {
        context = vertx.getOrCreateContext();
        CompletableFuture<Thread> started = new CompletableFuture<>();
        context.runOnContext(ignored -> started.complete(Thread.currentThread()));
        thread = started.join();
    }

    /** Runs the task on the loop, waits for it, and passes on what it returns or throws. */
    <T> T call(Supplier<T> task) {
        if (closed || Thread.currentThread() == thread) {
            return task.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.orTimeout(1, TimeUnit.MINUTES).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("The sandbox does not respond", e.getCause());
        }
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return null;
        });
    }

    void close() {
        closed = true;
    }
}
