package io.camelpurse.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The threads of the HTTP engine that process notifications at present, so that a stop can interrupt them. */
final class EngineThreads {

    private final List<Lease> leases = new ArrayList<>();
    private final Lock lock = new ReentrantLock();

    /** One notification's use of a thread. */
    final class Lease {

        private final Thread thread = Thread.currentThread();
        private boolean interrupted;

        /** Returns the thread to the engine, without the interrupt of a stop. */
        void end() {
            lock.lock();
            try {
                leases.remove(this);
                if (interrupted) {
                    Thread.interrupted();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Lends the current thread. */
    Lease lend() {
        Lease lease = new Lease();
        lock.lock();
        try {
            leases.add(lease);
        } finally {
            lock.unlock();
        }
        return lease;
    }

    /** Interrupts those that are still lent: one that was returned may serve something else by now. */
    void interrupt() {
        lock.lock();
        try {
            for (Lease lease : leases) {
                lease.interrupted = true;
                lease.thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
