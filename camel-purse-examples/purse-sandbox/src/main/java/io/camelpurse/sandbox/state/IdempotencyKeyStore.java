package io.camelpurse.sandbox.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The idempotency keys that were used, by entity and key. A key that is taken stays taken, also while its request still
 * runs.
 */
public final class IdempotencyKeyStore {
    private final Map<Owner, Entry> entries = new LinkedHashMap<>();

    private record Owner(String entityId, String key) {}

    /**
     * A key in use.
     *
     * @param entityId whose key
     * @param key the key
     * @param operation the operation that took it
     * @param instance path of its request
     * @param resourceId what it made or will make
     * @param running whether its first request is still at work
     * @param takenAt when it was taken
     * @param repeats how many later requests were rejected because of it
     */
    public record Entry(
            String entityId,
            String key,
            String operation,
            String instance,
            String resourceId,
            boolean running,
            Instant takenAt,
            int repeats) {
        private Entry withRunning(boolean still) {
            return new Entry(entityId, key, operation, instance, resourceId, still, takenAt, repeats);
        }

        private Entry repeated() {
            return new Entry(entityId, key, operation, instance, resourceId, running, takenAt, repeats + 1);
        }
    }

    /**
     * All keys in use.
     *
     * @return in the order in which they were taken
     */
    public List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    void rejectRepeated(String entityId, String key) {
        Entry known = key == null ? null : entries.get(new Owner(entityId, key));
        if (known != null) {
            entries.put(new Owner(entityId, key), known.repeated());
            throw Problem.writeConflict(known.instance(), known.resourceId());
        }
    }

    void take(Entry entry) {
        entries.put(new Owner(entry.entityId(), entry.key()), entry);
    }

    void finish(String entityId, String key) {
        entries.computeIfPresent(new Owner(entityId, key), (owner, entry) -> entry.withRunning(false));
    }

    void release(String entityId, String key) {
        entries.remove(new Owner(entityId, key));
    }

    void forgetTakenBefore(Instant time) {
        entries.values().removeIf(entry -> !entry.running() && entry.takenAt().isBefore(time));
    }

    void clear() {
        entries.clear();
    }
}
