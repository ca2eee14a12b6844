package io.camelpurse.webhook;

/**
 * What became of the wish to deal with a delivery.
 *
 * @param verdict whether it may be dealt with
 * @param key     under which it is remembered
 * @param period  in which it was claimed
 */
public record DeliveryClaim(Verdict verdict, String key, long period) {

    /** What a delivery is at the moment it arrives. */
    public enum Verdict {
        /** New, and claimed now. */
        CLAIMED,
        /** Dealt with before. */
        DUPLICATE,
        /** Of a lower version than one that was dealt with. */
        STALE,
        /** Being dealt with by somebody else at this moment, or left behind by a crash not long ago. */
        IN_PROGRESS
    }

    DeliveryClaim but(Verdict other) {
        return new DeliveryClaim(other, key, period);
    }

    String thisPeriod() {
        return key + ":claim:" + period;
    }

    String nextPeriod() {
        return key + ":claim:" + (period + 1);
    }
}
