package io.camelpurse.webhook;

import io.camelpurse.message.PeriodClaim;

/**
 * The attempt to claim the resource of a notification.
 *
 * @param verdict        whether the notification may be processed
 * @param key            the notification's deduplication key
 * @param period         the claim of its resource, or {@code null} if none is needed
 * @param highestVersion of its resource that was processed when the claim was made, or {@code null} if it was not read
 * @param madeAt         time of the monotonic clock before the claim was made: its period begins there
 */
public record NotificationClaim(Verdict verdict, String key, PeriodClaim period, Long highestVersion, long madeAt) {

    /** State of a notification at the moment it arrives. */
    public enum Verdict {
        /** It is new, and its resource is claimed now. */
        CLAIMED,
        /** It was processed before. */
        DUPLICATE,
        /** Its version is lower than one that was processed. */
        STALE,
        /**
         * Another notification about its resource is being processed, or a crash left a claim that has not expired yet.
         */
        IN_PROGRESS
    }

    static NotificationClaim of(String key, PeriodClaim period, long madeAt) {
        return new NotificationClaim(Verdict.CLAIMED, key, period, null, madeAt);
    }

    NotificationClaim but(Verdict other) {
        return new NotificationClaim(other, key, period, highestVersion, madeAt);
    }

    NotificationClaim with(long highest) {
        return new NotificationClaim(verdict, key, period, highest, madeAt);
    }
}
