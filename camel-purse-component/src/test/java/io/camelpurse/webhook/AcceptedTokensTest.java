package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedTokensTest {

    private final AcceptedTokens secrets = new AcceptedTokens(List.of("new", "old"));

    @Test
    void anyOfTheSecretsIsAccepted() {
        assertThat(secrets.accept("new")).isTrue();
        assertThat(secrets.accept("old")).isTrue();
    }

    @Test
    void anythingElseIsRejected() {
        assertThat(secrets.accept("newer")).isFalse();
        assertThat(secrets.accept("")).isFalse();
        assertThat(secrets.accept(null)).isFalse();
    }

    @Test
    void aRepeatedHeaderIsRejected() {
        assertThat(secrets.accept(List.of("new", "new"))).isFalse();
    }

    @Test
    void noSecretAcceptsNothing() {
        assertThat(new AcceptedTokens(List.of()).accept("")).isFalse();
    }

    @Test
    void theResultDoesNotComeSoonerWhereTheFirstByteDiffers() {
        String secret = "s".repeat(64);
        AcceptedTokens accepted = new AcceptedTokens(List.of(secret));
        String atFirst = "x" + secret.substring(1);
        String atLast = secret.substring(1) + "x";
        fastest(accepted, atFirst);
        fastest(accepted, atLast);
        double ratio = 0;
        // A comparison that ends at the first difference would differ in every round; a busy machine does not.
        for (int round = 0; round < 5 && (ratio < 0.8 || ratio > 1.25); round++) {
            ratio = (double) fastest(accepted, atFirst) / fastest(accepted, atLast);
        }
        assertThat(ratio).isBetween(0.8, 1.25);
    }

    /** Nanoseconds of the fastest of many rounds: noise only ever adds. */
    private static long fastest(AcceptedTokens accepted, String presented) {
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                if (accepted.accept(presented)) {
                    throw new IllegalStateException("accepted");
                }
            }
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
