package io.camelpurse.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The secrets that a webhook call may carry; several, so that they can be rotated. Comparing takes the same time whichever
 * byte differs and whichever secret fits: digests of equal length are compared, all of them, always.
 */
public final class WebhookSecrets {

    private final List<byte[]> digests;

    /**
     * Accepts any of these.
     *
     * @param secrets the accepted secrets; none accepts nothing
     */
    public WebhookSecrets(List<String> secrets) {
        this.digests = secrets.stream().map(WebhookSecrets::digest).toList();
    }

    /**
     * Whether a call may come in.
     *
     * @param presented the value of the secret's header; anything but one text is refused
     * @return whether it is one of the accepted secrets
     */
    public boolean accept(Object presented) {
        byte[] digest = digest(presented instanceof String text ? text : "");
        boolean accepted = false;
        for (byte[] secret : digests) {
            accepted |= MessageDigest.isEqual(secret, digest);
        }
        return accepted && presented instanceof String;
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
