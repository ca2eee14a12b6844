package io.camelpurse.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of the entries that were used most recently. Not Camel's {@code LRUCache}, which scans all its entries
 * repeatedly if some are removed soon after they were added, as claims are, and queues each change for them. Not
 * thread-safe.
 *
 * @param <V> the values
 */
public final class RecentEntries<V> extends LinkedHashMap<String, V> {

    private final int maximum;

    /**
     * Empty.
     *
     * @param maximum number of entries to keep
     */
    public RecentEntries(int maximum) {
        super(16, 0.75f, true);
        this.maximum = maximum;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > maximum;
    }
}
