package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedTokensTest {

    private final AcceptedTokens tokens = new AcceptedTokens(List.of("new", "old"));

    @Test
    void anyOfTheTokensIsAccepted() {
        assertThat(tokens.accept("new")).isTrue();
        assertThat(tokens.accept("old")).isTrue();
    }

    @Test
    void anythingElseIsRejected() {
        assertThat(tokens.accept("newer")).isFalse();
        assertThat(tokens.accept("")).isFalse();
        assertThat(tokens.accept(null)).isFalse();
    }

    @Test
    void aRepeatedHeaderIsRejected() {
        assertThat(tokens.accept(List.of("new", "new"))).isFalse();
    }

    @Test
    void noTokenAcceptsNothing() {
        assertThat(new AcceptedTokens(List.of()).accept("")).isFalse();
    }

    @Test
    void theResultDoesNotComeSoonerWhereTheFirstByteDiffers() {
        String token = "s".repeat(64);
        AcceptedTokens accepted = new AcceptedTokens(List.of(token));
        String atFirst = "x" + token.substring(1);
        String atLast = token.substring(1) + "x";
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
