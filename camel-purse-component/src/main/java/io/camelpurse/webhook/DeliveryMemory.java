package io.camelpurse.webhook;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Which deliveries were dealt with, and which are being dealt with. A delivery is remembered only after its route
 * succeeded; until then a claim keeps a second one out. A claim that a crash leaves behind lapses, so that the delivery is
 * accepted again: the repository itself knows no expiry, which is why a claim's keys hold the time. A claim is for this
 * period and the next, so that nodes whose clocks differ, or that stand on either side of a period's end, meet in one key.
 */
public final class DeliveryMemory {

    private final IdempotentRepository repository;
    private final Clock clock;
    private final Duration claimTime;

    /**
     * Remembers in a repository.
     *
     * @param repository shared by all nodes, if there are several
     * @param clock      of this node; those of several may differ by less than {@code claimTime}
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
    public DeliveryClaim claim(Notification notification) {
        DeliveryClaim claim = DeliveryClaim.of(notification.deduplicationKey(), clock.millis() / claimTime.toMillis());
        if (repository.contains(claim.key())) {
            return claim.but(DeliveryClaim.Verdict.DUPLICATE);
        }
        if (!repository.add(claim.thisPeriod())) {
            return claim.but(DeliveryClaim.Verdict.IN_PROGRESS);
        }
        try {
            if (!repository.add(claim.nextPeriod())) {
                repository.remove(claim.thisPeriod());
                return claim.but(DeliveryClaim.Verdict.IN_PROGRESS);
            }
        } catch (RuntimeException e) {
            repository.remove(claim.thisPeriod());
            throw e;
        }
        if (repository.contains(claim.key())) {
            release(claim);
            return claim.but(DeliveryClaim.Verdict.DUPLICATE);
        }
        return claim;
    }

    /** Remembers a delivery whose route succeeded, while it is claimed. */
    public void remember(DeliveryClaim claim) {
        repository.add(claim.key());
        repository.confirm(claim.key());
    }

    /** Ends the claim; a delivery that was not remembered is accepted again. */
    public void release(DeliveryClaim claim) {
        repository.remove(claim.thisPeriod());
        repository.remove(claim.nextPeriod());
    }
}
