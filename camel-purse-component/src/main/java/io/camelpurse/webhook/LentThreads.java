package io.camelpurse.webhook;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The threads of the HTTP engine that process notifications at present, so that a stop can interrupt them. */
final class LentThreads {

    private final Set<Thread> threads = new HashSet<>();
    private final Lock lock = new ReentrantLock();

    /** Lends the current thread. */
    void add() {
        lock.lock();
        try {
            threads.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** Returns the current thread to the engine, without the interrupt of a stop. */
    void remove() {
        lock.lock();
        try {
            if (!threads.remove(Thread.currentThread())) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    /** None of them after it was returned: the engine may use it for something else by then. */
    void interrupt() {
        lock.lock();
        try {
            threads.forEach(Thread::interrupt);
            threads.clear();
        } finally {
            lock.unlock();
        }
    }
}
