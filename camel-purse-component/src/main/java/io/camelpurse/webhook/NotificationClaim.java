package io.camelpurse.webhook;

/**
 * What became of the attempt to claim the resource of a delivery.
 *
 * @param verdict    whether the delivery may be processed
 * @param key        under which it is remembered
 * @param thisPeriod under which its resource is claimed for the period in which it arrived
 * @param nextPeriod under which it is claimed for the one after
 * @param highestVersion of its resource that was processed when the claim was made, or {@code null} if nobody looked
 * @param madeAt     of the monotonic clock, before it was made: its time begins there
 */
public record NotificationClaim(
        Verdict verdict, String key, String thisPeriod, String nextPeriod, Long highestVersion, long madeAt) {

    /** What a delivery is at the moment it arrives. */
    public enum Verdict {
        /** New, and its resource is claimed now. */
        CLAIMED,
        /** Processed before. */
        DUPLICATE,
        /** Of a lower version than one that was processed. */
        STALE,
        /** About a resource that is being processed at this moment, or was left claimed by a crash not long ago. */
        IN_PROGRESS
    }

    static NotificationClaim of(String key, String claimKey, long period, long madeAt) {
        String claim = claimKey + ":claim:";
        return new NotificationClaim(Verdict.CLAIMED, key, claim + period, claim + (period + 1), null, madeAt);
    }

    NotificationClaim but(Verdict other) {
        return new NotificationClaim(other, key, thisPeriod, nextPeriod, highestVersion, madeAt);
    }

    NotificationClaim with(long highest) {
        return new NotificationClaim(verdict, key, thisPeriod, nextPeriod, highest, madeAt);
    }
}
