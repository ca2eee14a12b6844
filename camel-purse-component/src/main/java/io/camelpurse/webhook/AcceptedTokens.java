package io.camelpurse.webhook;

import java.security.MessageDigest;
import java.util.List;

/**
 * The tokens that a webhook call may carry; several, so that they can be rotated. Comparing takes the same time whichever
 * byte differs and whichever token fits: digests of equal length are compared, all of them, always.
 */
public final class AcceptedTokens {

    private final List<byte[]> digests;

    /**
     * Accepts any of these.
     *
     * @param secrets the accepted tokens; none accepts nothing
     */
    public AcceptedTokens(List<String> secrets) {
        this.digests = secrets.stream().map(Sha256::of).toList();
    }

    /**
     * Whether a call may come in.
     *
     * @param presented the value of the token's header; anything but one text is refused
     * @return whether it is one of the accepted tokens
     */
    public boolean accept(Object presented) {
        byte[] digest = Sha256.of(presented instanceof String text ? text : "");
        boolean accepted = false;
        for (byte[] secret : digests) {
            accepted |= MessageDigest.isEqual(secret, digest);
        }
        return accepted && presented instanceof String;
    }
}
