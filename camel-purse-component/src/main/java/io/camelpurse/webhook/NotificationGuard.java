package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.webhook.NotificationClaim.Verdict;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each delivery in once, one delivery about a resource at a time, and none of a lower version than one before. */
public final class NotificationGuard {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationGuard.class);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final ProcessedNotifications deliveries;
    private final ProcessedVersions versions;
    private final Duration longestWait;
    private final TimeSource time;

    /**
     * Guards with these memories.
     *
     * @param deliveries  {@code null} if every notification is accepted; {@code versions} needs them
     * @param versions    {@code null} if lower versions are accepted
     * @param longestWait how long a delivery waits for another one about the same resource
     * @param time        measures the waiting
     */
    public NotificationGuard(
            ProcessedNotifications deliveries, ProcessedVersions versions, Duration longestWait, TimeSource time) {
        this.deliveries = deliveries;
        this.versions = versions;
        this.longestWait = longestWait;
        this.time = time;
    }

    /**
     * Asks whether a notification is to be processed.
     *
     * @param notification the delivery
     * @return what to do with it; if it is claimed, it must be released in the end
     * @throws RuntimeException if a repository does not response; nothing is claimed then
     */
    public NotificationClaim enter(Notification notification) {
        if (deliveries == null) {
            return NotificationClaim.of("", null, time.nanoTime());
        }
        NotificationClaim claim = claim(notification);
        if (claim.verdict() != Verdict.CLAIMED || versions == null || notification.version() == null) {
            return claim;
        }
        boolean current = false;
        try {
            claim = claim.with(versions.highest(notification));
            current = !ProcessedVersions.isStale(notification, claim.highestVersion());
        } finally {
            if (!current) {
                release(claim, notification);
            }
        }
        return current ? claim : claim.but(Verdict.STALE);
    }

    /**
     * Remembers a delivery whose route succeeded.
     *
     * @param claim        what let it in
     * @param notification what was routed, which may be newer than what arrived
     * @throws RuntimeException if a repository does not response
     */
    public void remember(NotificationClaim claim, Notification notification) {
        if (versions != null && notification.version() != null) {
            // Nobody else writes a version while the claim holds, so that what was read then is still true.
            boolean known = claim.highestVersion() != null && deliveries.holds(claim);
            versions.remember(notification, known ? claim.highestVersion() : versions.highest(notification));
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
    public void release(NotificationClaim claim, Notification notification) {
        if (deliveries == null) {
            return;
        }
        try {
            deliveries.release(claim);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The claim of webhook {} cannot be released; it expires by itself: {}", notification, e.toString());
        }
    }

    /** Two versions shortly after each other are usual: the second one waits for the first one's route. */
    private NotificationClaim claim(Notification notification) {
        long start = time.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        NotificationClaim claim = attempt(notification);
        while (claim.verdict() == Verdict.IN_PROGRESS
                && time.nanoTime() - start < longestWait.toNanos()
                && hasPaused(pause)) {
            claim = attempt(notification);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return claim;
    }

    /** Of two nodes that add one key at the same instant, a database tells one by an exception. It is added by then. */
    private NotificationClaim attempt(Notification notification) {
        try {
            return deliveries.claim(notification);
        } catch (RuntimeException e) {
            LOG.debug("Webhook {} cannot be claimed: {}", notification, e.toString());
            return deliveries.claim(notification);
        }
    }

    private static boolean hasPaused(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
