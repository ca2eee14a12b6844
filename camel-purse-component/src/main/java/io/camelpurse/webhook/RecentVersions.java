package io.camelpurse.webhook;

import java.util.Map;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps the versions of the resources heard of last in memory: Camel's own memory repository never forgets, which is too
 * much for one payment after another.
 */
public final class RecentVersions extends ServiceSupport implements StateRepository<String, String> {

    private final Map<String, String> states;

    /**
     * Keeps this many.
     *
     * @param maximum how many resources
     */
    public RecentVersions(int maximum) {
        this.states = LRUCacheFactory.newLRUCache(maximum);
    }

    @Override
    public void setState(String key, String value) {
        states.put(key, value);
    }

    @Override
    public String getState(String key) {
        return states.get(key);
    }
}
