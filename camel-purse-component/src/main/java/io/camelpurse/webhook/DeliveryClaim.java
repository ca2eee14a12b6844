package io.camelpurse.webhook;

/**
 * What became of the wish to deal with a delivery.
 *
 * @param verdict    whether it may be dealt with
 * @param key        under which it is remembered
 * @param thisPeriod under which it is claimed for the period in which it arrived
 * @param nextPeriod under which it is claimed for the one after
 */
public record DeliveryClaim(Verdict verdict, String key, String thisPeriod, String nextPeriod) {

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

    static DeliveryClaim of(String key, long period) {
        String claim = key + ":claim:";
        return new DeliveryClaim(Verdict.CLAIMED, key, claim + period, claim + (period + 1));
    }

    DeliveryClaim but(Verdict other) {
        return new DeliveryClaim(other, key, thisPeriod, nextPeriod);
    }
}
