package io.camelpurse.sandbox.state;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes ids from a seed: the same seed gives the same ids in the same order, for each kind on its own. */
public final class Ids {
    private final long seed;
    private final Map<Kind, SplittableRandom> randoms = new EnumMap<>(Kind.class);

    /** What an id is for. */
    public enum Kind {
        /** Entities and their credentials. */
        ACCOUNT,
        /** Client sessions. */
        SESSION,
        /** Payment links. */
        LINK,
        /** Payments. */
        PAYMENT,
        /** Captures, refunds and voids. */
        OPERATION,
        /** Partner transactions. */
        TRANSACTION,
        /** Access tokens. */
        TOKEN,
        /** Signing keys. */
        KEY,
        /** Webhook deliveries. */
        DELIVERY
    }

    /**
     * Starts at the beginning of the seed's ids.
     *
     * @param seed any number
     */
    public Ids(long seed) {
        this.seed = seed;
    }

    /**
     * The next id.
     *
     * @param kind what it is for
     * @return a UUID of version 4
     */
    public String next(Kind kind) {
        SplittableRandom random = random(kind);
        long high = random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /**
     * The next opaque text.
     *
     * @param kind what it is for
     * @return 32 hexadecimal digits
     */
    public String opaque(Kind kind) {
        return next(kind).replace("-", "");
    }

    /** Starts again at the beginning, except for accounts and signing keys, which outlive a reset. */
    public void restart() {
        randoms.keySet().removeIf(kind -> kind != Kind.ACCOUNT && kind != Kind.KEY);
    }

    private SplittableRandom random(Kind kind) {
        return randoms.computeIfAbsent(kind, k -> new SplittableRandom(seed * 1_000_003L + k.ordinal()));
    }
}
