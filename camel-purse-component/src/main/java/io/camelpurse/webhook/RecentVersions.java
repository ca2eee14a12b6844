package io.camelpurse.webhook;

import io.camelpurse.client.RecentValues;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * State repository that keeps the versions of the most recent resources in memory: Camel's own memory repository has no
 * limit.
 */
public final class RecentVersions extends ServiceSupport implements StateRepository<String, String> {

    private final RecentValues<String> states;

    /**
     * Empty.
     *
     * @param maximum number of resources to keep
     */
    public RecentVersions(int maximum) {
        this.states = new RecentValues<>(maximum);
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
