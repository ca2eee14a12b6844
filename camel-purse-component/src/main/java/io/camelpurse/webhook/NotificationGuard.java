package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.message.PeriodClaim;
import io.camelpurse.webhook.NotificationClaim.Verdict;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a notification is processed: each one once, one notification about a resource at a time, and none
 * with a lower version than one that was processed.
 */
public final class NotificationGuard {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationGuard.class);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final ProcessedNotifications processed;
    private final ProcessedVersions versions;
    private final Duration longestWait;
    private final TimeSource time;

    /**
     * Guards with these records.
     *
     * @param processed   {@code null} if every notification is accepted; {@code versions} needs them
     * @param versions    {@code null} if lower versions are accepted
     * @param longestWait how long a notification waits for another one about the same resource
     * @param time        by which it waits
     */
    public NotificationGuard(
            ProcessedNotifications processed, ProcessedVersions versions, Duration longestWait, TimeSource time) {
        this.processed = processed;
        this.versions = versions;
        this.longestWait = longestWait;
        this.time = time;
    }

    /**
     * Decides about a notification.
     *
     * @return its claim, which must be released in the end if it is made
     * @throws RuntimeException if a repository does not respond; nothing is claimed then
     */
    public NotificationClaim enter(Notification notification) {
        if (processed == null) {
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
     * Records a notification whose route has succeeded.
     *
     * @param claim        of its resource
     * @param notification that was routed, whose version may be higher than that of the payload
     * @throws RuntimeException if a repository does not respond
     */
    public void record(NotificationClaim claim, Notification notification) {
        if (versions != null && notification.version() != null) {
            // No other notification changes the version while the claim holds, so that it need not be read again.
            boolean known = claim.highestVersion() != null && processed.holds(claim);
            versions.record(notification, known ? claim.highestVersion() : versions.highest(notification));
        }
        if (processed != null) {
            processed.record(claim);
        }
    }

    /**
     * Releases the claim; a notification that was not recorded is accepted again.
     *
     * @param claim        of its resource
     * @param notification for the log
     */
    public void release(NotificationClaim claim, Notification notification) {
        if (processed == null) {
            return;
        }
        try {
            processed.release(claim);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The claim of the notification of {} cannot be released; it expires by itself: {}",
                    notification,
                    e.toString());
        }
    }

    /** Two versions in short succession are usual: the second one waits for the route of the first one. */
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

    private NotificationClaim attempt(Notification notification) {
        return PeriodClaim.attempt(
                () -> processed.claim(notification),
                e -> LOG.debug("The notification of {} cannot be claimed: {}", notification, e.toString()));
    }

    private boolean hasPaused(long millis) {
        try {
            time.sleep(millis);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
