package io.camelpurse.webhook;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limit of how many notifications are in progress at the same time. */
final class Permits {

    private final int all;
    private final Semaphore free;
    private volatile boolean withheld;

    /** @param all maximum number of notifications in progress */
    Permits(int all) {
        this.all = all;
        this.free = new Semaphore(all);
    }

    /** Takes a permit, if one is free. */
    boolean take() {
        boolean taken = free.tryAcquire();
        if (taken && withheld) {
            release();
            return false;
        }
        return taken;
    }

    void release() {
        free.release();
    }

    /** No more permits can be taken. */
    void withhold() {
        withheld = true;
    }

    /** Waits until all permits are free; whether they were in time. */
    boolean awaitAll(long milliseconds) {
        try {
            boolean ended = free.tryAcquire(all, milliseconds, TimeUnit.MILLISECONDS);
            if (ended) {
                free.release(all);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isAnyFree() {
        return free.availablePermits() > 0;
    }

    int taken() {
        return all - free.availablePermits();
    }
}
