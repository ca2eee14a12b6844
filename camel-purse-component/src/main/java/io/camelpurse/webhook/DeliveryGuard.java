package io.camelpurse.webhook;

import io.camelpurse.webhook.DeliveryClaim.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each delivery in once, and none that tells less than what was dealt with. */
public final class DeliveryGuard {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryGuard.class);

    private final DeliveryMemory deliveries;
    private final VersionMemory versions;

    /**
     * Guards with these memories.
     *
     * @param deliveries {@code null} if duplicates are let in
     * @param versions   {@code null} if stale versions are let in
     */
    public DeliveryGuard(DeliveryMemory deliveries, VersionMemory versions) {
        this.deliveries = deliveries;
        this.versions = versions;
    }

    /**
     * Asks for a delivery to be let in.
     *
     * @param notification the delivery
     * @return what to do with it; if it is claimed, it must be released in the end
     * @throws RuntimeException if a repository does not answer; nothing is claimed then
     */
    public DeliveryClaim enter(Notification notification) {
        DeliveryClaim claim = deliveries == null ? DeliveryClaim.of("", 0) : deliveries.claim(notification);
        if (claim.verdict() != Verdict.CLAIMED || versions == null) {
            return claim;
        }
        boolean stale;
        try {
            stale = versions.isStale(notification);
        } catch (RuntimeException e) {
            release(claim, notification);
            throw e;
        }
        if (!stale) {
            return claim;
        }
        release(claim, notification);
        return claim.but(Verdict.STALE);
    }

    /**
     * Remembers a delivery whose route succeeded.
     *
     * @param claim        what let it in
     * @param notification what was handed on, which may be newer than what arrived
     * @throws RuntimeException if a repository does not answer
     */
    public void remember(DeliveryClaim claim, Notification notification) {
        if (versions != null) {
            versions.remember(notification);
        }
        if (deliveries != null) {
            deliveries.remember(claim);
        }
    }

    /**
     * Ends the claim; a delivery that was not remembered is accepted again.
     *
     * @param claim        what let it in
     * @param notification for the log
     */
    public void release(DeliveryClaim claim, Notification notification) {
        if (deliveries == null) {
            return;
        }
        try {
            deliveries.release(claim);
        } catch (RuntimeException e) {
            LOG.warn("The claim of webhook {} cannot be released; it lapses by itself: {}", notification, e.toString());
        }
    }
}
