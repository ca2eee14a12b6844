package io.camelpurse.webhook;

import org.apache.camel.spi.StateRepository;

/**
 * The highest version of each resource that was processed, so that what arrives late does not undo what is known. A state
 * repository can read and write, and nothing in between: what is written is the highest version only while nobody else
 * processes the resource, which a {@link DeliveryMemory claim} is for.
 */
public final class VersionMemory {

    private final StateRepository<String, String> repository;

    /**
     * Remembers in a repository.
     *
     * @param repository shared by all nodes, if there are several
     */
    public VersionMemory(StateRepository<String, String> repository) {
        this.repository = repository;
    }

    /**
     * Whether something newer was dealt with.
     *
     * @param notification the delivery
     * @return {@code false} if it has no version
     */
    public boolean isStale(Notification notification) {
        Long known = known(notification);
        return known != null && notification.version() != null && notification.version() < known;
    }

    /** Remembers a version that was processed, unless a higher one is known; its resource must be claimed. */
    public void remember(Notification notification) {
        if (notification.version() == null) {
            return;
        }
        Long known = known(notification);
        if (known == null || notification.version() > known) {
            repository.setState(
                    notification.resourceKey(), notification.version().toString());
        }
    }

    private Long known(Notification notification) {
        String state = repository.getState(notification.resourceKey());
        return state == null ? null : Notification.version(state);
    }
}
