package io.camelpurse.webhook;

import org.apache.camel.spi.StateRepository;

/**
 * The highest version of each resource that was processed, so that what arrives late does not undo what is known. A state
 * repository can read and write, and nothing in between: what is written is the highest version only while nobody else
 * processes the resource, which a {@link ProcessedNotifications claim} is for.
 */
public final class ProcessedVersions {

    /** The highest version of a resource of which none was processed. */
    static final long NONE = Long.MIN_VALUE;

    private final StateRepository<String, String> repository;

    /**
     * Remembers in a repository.
     *
     * @param repository shared by all nodes, if there are several
     */
    public ProcessedVersions(StateRepository<String, String> repository) {
        this.repository = repository;
    }

    /** Reads the highest version that was processed, or {@link #NONE}; it stays that while the resource is claimed. */
    long highest(Notification notification) {
        String state = repository.getState(notification.resourceKey());
        Long known = state == null ? null : Notification.version(state);
        return known == null ? NONE : known;
    }

    /**
     * Whether something newer was processed.
     *
     * @return {@code false} if the delivery has no version
     */
    static boolean isStale(Notification notification, long highest) {
        return notification.version() != null && notification.version() < highest;
    }

    /** Remembers a version that was processed, if it is the highest one now; its resource must be claimed. */
    void remember(Notification notification, long highest) {
        if (notification.version() != null && notification.version() > highest) {
            repository.setState(
                    notification.resourceKey(), notification.version().toString());
        }
    }
}
