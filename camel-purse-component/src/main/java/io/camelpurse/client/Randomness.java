package io.camelpurse.client;

import io.camelpurse.IdempotencyKeys;
import java.util.concurrent.ThreadLocalRandom;

/** Supplies random values. It is passed in, so that a test can repeat them. */
public interface Randomness {

    /**
     * A uniformly distributed number, for the jitter of pauses between attempts.
     *
     * @param bound exclusive, above 0
     * @return from 0
     */
    long below(long bound);

    /**
     * A key that no other request has, for a money operation that names no document.
     *
     * @return 122 random bits
     */
    String idempotencyKey();

    /**
     * That of this JVM.
     *
     * @return safe for use by any thread
     */
    static Randomness system() {
        return new Randomness() {
            @Override
            public long below(long bound) {
                return ThreadLocalRandom.current().nextLong(bound);
            }

            @Override
            public String idempotencyKey() {
                return IdempotencyKeys.random();
            }
        };
    }
}
