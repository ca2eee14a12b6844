package io.camelpurse.webhook;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Which deliveries were dealt with, and which are being dealt with. A delivery is remembered only after its route
 * succeeded; until then a claim keeps a second one out. A claim that a crash leaves behind lapses, so that the delivery is
 * accepted again: the repository itself knows no expiry, which is why a claim's key holds the time.
 */
public final class DeliveryMemory {

    /** What a delivery is at the moment it arrives. */
    public enum Verdict {
        /** New, and claimed now. */
        CLAIMED,
        /** Dealt with before. */
        DUPLICATE,
        /** Being dealt with by somebody else at this moment, or left behind by a crash not long ago. */
        IN_PROGRESS
    }

    private final IdempotentRepository repository;
    private final Clock clock;
    private final Duration claimTime;

    /**
     * Remembers in a repository.
     *
     * @param repository shared by all nodes, if there are several
     * @param clock      of this node
     * @param claimTime  after how long a claim lapses, at the earliest; at the latest after twice that time
     */
    public DeliveryMemory(IdempotentRepository repository, Clock clock, Duration claimTime) {
        this.repository = repository;
        this.clock = clock;
        this.claimTime = claimTime;
    }

    /**
     * Claims a delivery.
     *
     * @param notification the delivery
     * @return whether it may be dealt with
     */
    public Verdict claim(Notification notification) {
        String key = notification.deduplicationKey();
        if (repository.contains(key)) {
            return Verdict.DUPLICATE;
        }
        long period = period();
        if (repository.contains(claim(key, period - 1)) || !repository.add(claim(key, period))) {
            return Verdict.IN_PROGRESS;
        }
        if (repository.contains(key)) {
            release(key, period);
            return Verdict.DUPLICATE;
        }
        return Verdict.CLAIMED;
    }

    /** Remembers a delivery whose route succeeded. */
    public void remember(Notification notification) {
        String key = notification.deduplicationKey();
        repository.add(key);
        repository.confirm(key);
        release(notification);
    }

    /** Lets go of a delivery whose route failed, so that it is accepted again. */
    public void release(Notification notification) {
        long period = period();
        release(notification.deduplicationKey(), period);
        release(notification.deduplicationKey(), period - 1);
    }

    private void release(String key, long period) {
        repository.remove(claim(key, period));
    }

    private long period() {
        return clock.millis() / claimTime.toMillis();
    }

    private static String claim(String key, long period) {
        return key + ":claim:" + period;
    }
}
