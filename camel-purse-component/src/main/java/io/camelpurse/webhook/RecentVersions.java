package io.camelpurse.webhook;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps the versions of the resources of the latest notifications in memory: Camel's own memory repository never forgets, which is too
 * much for one payment after another.
 */
public final class RecentVersions extends ServiceSupport implements StateRepository<String, String> {

    private final Map<String, String> states;
    private final Lock lock = new ReentrantLock();

    /**
     * Keeps this many.
     *
     * @param maximum how many resources
     */
    public RecentVersions(int maximum) {
        this.states = new RecentEntries<>(maximum);
    }

    @Override
    public void setState(String key, String value) {
        lock.lock();
        try {
            states.put(key, value);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String getState(String key) {
        lock.lock();
        try {
            return states.get(key);
        } finally {
            lock.unlock();
        }
    }
}
