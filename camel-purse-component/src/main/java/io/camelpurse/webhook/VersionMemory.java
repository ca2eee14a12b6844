package io.camelpurse.webhook;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;

/**
 * The highest version of each resource that was dealt with, so that what arrives late does not undo what is known.
 */
public final class VersionMemory {

    private final StateRepository<String, String> repository;
    private final Lock remembering = new ReentrantLock();

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

    /** Remembers a version that was dealt with, unless a higher one is known by now. */
    public void remember(Notification notification) {
        if (notification.version() == null) {
            return;
        }
        remembering.lock();
        try {
            Long known = known(notification);
            if (known == null || notification.version() > known) {
                repository.setState(
                        notification.resourceKey(), notification.version().toString());
            }
        } finally {
            remembering.unlock();
        }
    }

    private Long known(Notification notification) {
        String state = repository.getState(notification.resourceKey());
        return state == null ? null : Notification.version(state);
    }
}
