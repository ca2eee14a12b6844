package io.camelpurse.webhook;

import org.apache.camel.spi.StateRepository;

/**
 * The highest version of each resource that was processed, so that a notification that arrives late does not revert the
 * state of the resource. A state repository can only read and write: the version that is written is the highest one
 * only while no other notification about the resource is processed, which a {@link ProcessedNotifications#claim claim}
 * ensures.
 */
public final class ProcessedVersions {

    /** The highest version of a resource of which none was processed. */
    static final long NONE = Long.MIN_VALUE;

    private final StateRepository<String, String> repository;

    /**
     * Records in a repository.
     *
     * @param repository shared by all nodes, if there are several
     */
    public ProcessedVersions(StateRepository<String, String> repository) {
        this.repository = repository;
    }

    /**
     * Reads the highest version that was processed, or {@link #NONE}; it does not change while the resource is claimed.
     */
    long highest(Notification notification) {
        String state = repository.getState(notification.resourceKey());
        Long known = state == null ? null : Notification.version(state);
        return known == null ? NONE : known;
    }

    /**
     * Whether a higher version was processed.
     *
     * @return {@code false} if the notification has no version
     */
    static boolean isStale(Notification notification, long highest) {
        return notification.version() != null && notification.version() < highest;
    }

    /** Records a version that was processed, if it is the highest one now; its resource must be claimed. */
    void record(Notification notification, long highest) {
        if (notification.version() != null && notification.version() > highest) {
            repository.setState(
                    notification.resourceKey(), notification.version().toString());
        }
    }
}
