package io.camelpurse.client;

import io.camelpurse.client.OpenCalls.ExpiringCall;
import io.camelpurse.client.OpenCalls.OpenCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Completes futures after a delay, without a thread that waits. */
final class CallTimer {

    /** How late an expired call may be ended. */
    private static final int SWEEP_MILLIS = 20;

    private final Scheduler scheduler;
    private final OpenCalls openCalls;
    private final TimeSource time;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    CallTimer(Scheduler scheduler, OpenCalls openCalls, TimeSource time) {
        this.scheduler = scheduler;
        this.openCalls = openCalls;
        this.time = time;
    }

    /** The clocks that calls go by. */
    TimeSource time() {
        return time;
    }

    Deadline deadlineIn(Duration duration) {
        return Deadline.in(duration, time);
    }

    /**
     * Goes on after the time, or at once with {@code stopped} when the component stops.
     */
    <T> CompletableFuture<T> pause(
            Duration time, Supplier<CompletableFuture<T>> goOn, Supplier<CompletableFuture<T>> stopped) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        openCalls.add(pause, () -> pause.completeExceptionally(stopping()));
        at(time.toMillis(), pause, () -> pause.complete(null));
        return pause.handle((ended, stop) -> stop == null).thenCompose(ended -> ended ? goOn.get() : stopped.get());
    }

    /** Goes on after the time, or at once with {@code otherwise} if there is none, or when the component stops. */
    <T> CompletableFuture<T> pause(
            Optional<Duration> time, Supplier<CompletableFuture<T>> goOn, Supplier<CompletableFuture<T>> otherwise) {
        return time.map(wait -> pause(wait, goOn, otherwise)).orElseGet(otherwise);
    }

    /**
     * Runs {@code end} at the deadline, or {@code stop} when the component stops, unless the call has ended by then.
     */
    void endAt(Deadline deadline, CompletableFuture<?> call, Runnable end, OpenCall stop) {
        openCalls.add(call, stop);
        at(deadline.leftMillis(), call, end);
    }

    /**
     * Ends the call when it has expired, or when the component stops. A timer task for each call would wake the timer's
     * thread for each; nearly every call ends by itself long before, so that one task for all of them costs less.
     *
     * @param result of the call
     */
    void track(ExpiringCall call, CompletableFuture<?> result) {
        openCalls.addExpiring(result, call);
        sweepLater();
    }

    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            boolean scheduled = false;
            try {
                scheduler.schedule(this::sweep, SWEEP_MILLIS);
                scheduled = true;
            } catch (RejectedExecutionException stopped) {
                // The stop ends all calls.
            } finally {
                // Also if there is no memory for it now: the next call attempts it again.
                if (!scheduled) {
                    sweeping.set(false);
                }
            }
        }
    }

    private void sweep() {
        try {
            openCalls.endExpired();
        } finally {
            sweeping.set(false);
            if (!openCalls.isEmpty()) {
                sweepLater();
            }
        }
    }

    boolean isStopped() {
        return openCalls.areEnded();
    }

    static CallFailedException tooLate() {
        return CallFailedException.notExecuted("totalTimeout expired before the request could be sent", null);
    }

    static CallFailedException stopping() {
        return CallFailedException.notExecuted("the component is stopping", null);
    }

    private void at(long millis, CompletableFuture<?> call, Runnable action) {
        try {
            Runnable cancellation = scheduler.schedule(action, millis);
            call.whenComplete((result, failure) -> cancellation.run());
        } catch (RejectedExecutionException stopped) {
            call.completeExceptionally(stopping());
        }
    }
}
