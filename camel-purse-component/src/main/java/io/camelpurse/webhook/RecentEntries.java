package io.camelpurse.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of the entries that were put or got last. Not Camel's {@code LRUCache}, which looks through all its entries again and
 * again where some are removed soon after they were added, as claims are. Its user locks.
 *
 * @param <V> the values
 */
public final class RecentEntries<V> extends LinkedHashMap<String, V> {

    private final int maximum;

    /**
     * Keeps this many.
     *
     * @param maximum how many entries
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
