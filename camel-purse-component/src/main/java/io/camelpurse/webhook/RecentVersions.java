package io.camelpurse.webhook;

import io.camelpurse.client.RecentEntries;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * State repository that keeps the versions of the most recent resources in memory: Camel's own memory repository has no
 * limit.
 */
public final class RecentVersions extends ServiceSupport implements StateRepository<String, String> {

    private final Map<String, String> states;
    private final Lock lock = new ReentrantLock();

    /**
     * Empty.
     *
     * @param maximum number of resources to keep
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
