package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.message.PeriodClaim;
import io.camelpurse.webhook.NotificationClaim.Verdict;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The notifications that were processed, and the resources whose notification is being processed. A notification is
 * recorded only after its route has succeeded; until then a {@link PeriodClaim claim} of its resource excludes every
 * other notification about it, of the same or another version, on every node that shares the repository.
 */
public final class ProcessedNotifications {

    private final IdempotentRepository repository;
    private final TimeSource time;
    private final Duration claimTime;
    private final boolean deduplicate;

    /**
     * Records in a repository.
     *
     * @param repository  shared by all nodes, if there are several
     * @param time        of this node; the clocks of several may differ by less than {@code claimTime}
     * @param claimTime   time after which a claim expires at the earliest; twice that time at the latest
     * @param deduplicate whether processed notifications are recorded, or resources claimed and nothing else
     */
    public ProcessedNotifications(
            IdempotentRepository repository, TimeSource time, Duration claimTime, boolean deduplicate) {
        this.repository = repository;
        this.time = time;
        this.claimTime = claimTime;
        this.deduplicate = deduplicate;
    }

    /**
     * Claims the resource of a notification. Whether the notification was processed is read only once the resource
     * is claimed: before that, another node might process it between the read and the claim.
     *
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

    /** Records a notification whose route has succeeded, while its resource is claimed. */
    public void record(NotificationClaim claim) {
        if (deduplicate) {
            repository.add(claim.key());
            repository.confirm(claim.key());
        }
    }

    /** Whether the claim cannot have expired yet, so that no other node processes the resource. */
    boolean holds(NotificationClaim claim) {
        return time.nanoTime() - claim.madeAt() < claimTime.toNanos();
    }

    /** Releases the claim; a notification that was not recorded is accepted again. */
    public void release(NotificationClaim claim) {
        claim.period().release(repository::remove);
    }
}
