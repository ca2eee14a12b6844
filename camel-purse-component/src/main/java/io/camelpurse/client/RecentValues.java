package io.camelpurse.client;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The values that were used most recently, for all threads.
 *
 * @param <V> the values
 */
public final class RecentValues<V> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, V> entries;

    /**
     * Empty.
     *
     * @param maximum number of values to keep
     */
    public RecentValues(int maximum) {
        this.entries = new RecentEntries<>(maximum);
    }

    /**
     * The value.
     *
     * @param key its key
     * @return the value, or {@code null} if there is none
     */
    public V get(String key) {
        lock.lock();
        try {
            return entries.get(key);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps a value in the place of the one that the key had.
     *
     * @param key   its key
     * @param value the value
     */
    public void put(String key, V value) {
        lock.lock();
        try {
            entries.put(key, value);
        } finally {
            lock.unlock();
        }
    }
}
