package io.camelpurse.webhook;

import io.camelpurse.message.Sha256;
import java.security.MessageDigest;
import java.util.List;

/**
 * The tokens that a webhook request may carry; several, so that tokens can be rotated. The comparison is constant-time:
 * it always compares the digests, which are of equal length, of all tokens.
 */
public final class AcceptedTokens {

    private final List<byte[]> digests;

    /**
     * Accepts any of these tokens.
     *
     * @param tokens an empty list accepts nothing
     */
    public AcceptedTokens(List<String> tokens) {
        this.digests = tokens.stream().map(Sha256::of).toList();
    }

    /**
     * Whether a request carries an accepted token.
     *
     * @param presented value of the token's header; anything but a single text is rejected
     */
    public boolean accept(Object presented) {
        byte[] digest = Sha256.of(presented instanceof String text ? text : "");
        boolean accepted = false;
        for (byte[] token : digests) {
            accepted |= MessageDigest.isEqual(token, digest);
        }
        return accepted && presented instanceof String;
    }
}
