package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.message.PeriodClaim;
import io.camelpurse.webhook.NotificationClaim.Verdict;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The notifications that were processed, and the resources whose notification is being processed. A notification is recorded
 * only after its route has succeeded; until then a {@link PeriodClaim claim} of its resource excludes every other
 * notification about it, of the same or another version, on every node that shares the repository.
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
                PeriodClaim.of(notification.claimKey(), time.millis(), claimTime),
                time.nanoTime());
        if (!claim.period().make(repository::add, repository::remove)) {
            return claim.but(Verdict.IN_PROGRESS);
        }
        return claim.period().keepIf(() -> !deduplicate || !repository.contains(claim.key()), repository::remove)
                ? claim
                : claim.but(Verdict.DUPLICATE);
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
        claim.period().release(repository::remove);
    }
}
