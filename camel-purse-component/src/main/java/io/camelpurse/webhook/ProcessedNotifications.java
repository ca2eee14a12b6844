package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.webhook.NotificationClaim.Verdict;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Which deliveries were processed, and whose resource is being processed. A delivery is remembered only after its route
 * succeeded; until then a claim of its resource keeps every other delivery about it out, of the same or another version, on
 * every node that shares the repository. A claim that a crash leaves behind expires, so that the delivery is accepted again:
 * the repository itself knows no expiry, which is why a claim's keys hold the time. A claim is for this period and the next,
 * so that nodes whose clocks differ, or that are on either side of a period's end, meet in one key.
 */
public final class ProcessedNotifications {

    private final IdempotentRepository repository;
    private final TimeSource time;
    private final Duration claimTime;
    private final boolean deduplicate;

    /**
     * Remembers in a repository.
     *
     * @param repository  shared by all nodes, if there are several
     * @param time        of this node; those of several may differ by less than {@code claimTime}
     * @param claimTime   after how long a claim expires, at the earliest; at the latest after twice that time
     * @param deduplicate whether processed deliveries are remembered, or resources claimed and nothing else
     */
    public ProcessedNotifications(
            IdempotentRepository repository, TimeSource time, Duration claimTime, boolean deduplicate) {
        this.repository = repository;
        this.time = time;
        this.claimTime = claimTime;
        this.deduplicate = deduplicate;
    }

    /**
     * Claims the resource of a delivery. What was processed is looked up only while the resource is claimed: before that,
     * another node might process it between the look and the claim.
     *
     * @param notification the delivery
     * @return whether it may be processed
     */
    public NotificationClaim claim(Notification notification) {
        NotificationClaim claim = NotificationClaim.of(
                notification.deduplicationKey(),
                notification.claimKey(),
                time.millis() / claimTime.toMillis(),
                time.nanoTime());
        if (!repository.add(claim.thisPeriod())) {
            return claim.but(Verdict.IN_PROGRESS);
        }
        boolean claimed = false;
        try {
            claimed = repository.add(claim.nextPeriod());
        } finally {
            if (!claimed) {
                repository.remove(claim.thisPeriod());
            }
        }
        if (!claimed) {
            return claim.but(Verdict.IN_PROGRESS);
        }
        boolean mayBeNew = false;
        try {
            mayBeNew = !deduplicate || !repository.contains(claim.key());
        } finally {
            if (!mayBeNew) {
                release(claim);
            }
        }
        return mayBeNew ? claim : claim.but(Verdict.DUPLICATE);
    }

    /** Remembers a delivery whose route succeeded, while its resource is claimed. */
    public void remember(NotificationClaim claim) {
        if (deduplicate) {
            repository.add(claim.key());
            repository.confirm(claim.key());
        }
    }

    /** Whether the claim cannot have expired yet, so that its resource is processed nowhere else. */
    boolean holds(NotificationClaim claim) {
        return time.nanoTime() - claim.madeAt() < claimTime.toNanos();
    }

    /** Ends the claim; a delivery that was not remembered is accepted again. */
    public void release(NotificationClaim claim) {
        try {
            repository.remove(claim.thisPeriod());
        } finally {
            repository.remove(claim.nextPeriod());
        }
    }
}
