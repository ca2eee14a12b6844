package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import io.camelpurse.InvalidRedirectionReason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether Purse has signed redirection data (section 10 of the API reference): by an RSA signature, with a key that
 * Purse lists, whatever the token itself says about keys.
 */
public final class RedirectionVerifier {

    /** How long a token may be, in characters. */
    public static final int MAX_LENGTH = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(RedirectionVerifier.class);

    private final SigningKeySource keys;
    private final InstantSource clock;

    /**
     * A verifier.
     *
     * @param keys  the keys that count
     * @param clock by which tokens expire, where they say that they do
     */
    public RedirectionVerifier(SigningKeySource keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Verifies one token.
     *
     * @param token a compact JWS
     * @return what it says, at once where the key is known; fails with {@link RejectedRedirectionException} if it is not to be
     *     believed, with {@link SigningKeysUnavailableException} if that cannot be told
     */
    public CompletableFuture<VerifiedRedirection> verify(String token) {
        CompactToken parsed;
        try {
            parsed = CompactToken.parse(token);
        } catch (RejectedRedirectionException e) {
            return CompletableFuture.failedFuture(e);
        }
        return keys.find(parsed.header()).thenCompose(verifiers -> {
            try {
                return CompletableFuture.completedFuture(verified(parsed, verifiers));
            } catch (RejectedRedirectionException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    private VerifiedRedirection verified(CompactToken token, List<JWSVerifier> verifiers)
            throws RejectedRedirectionException {
        if (verifiers.isEmpty()) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.UNKNOWN_KEY);
        }
        if (verifiers.stream().noneMatch(verifier -> isSigned(token, verifier))) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.SIGNATURE);
        }
        ObjectNode claims = RedirectionClaims.read(token.payload(), clock.instant());
        return new VerifiedRedirection(fingerprint(token), claims);
    }

    private static boolean isSigned(CompactToken token, JWSVerifier verifier) {
        try {
            return verifier.verify(token.header(), token.signedContent(), token.signature());
        } catch (JOSEException e) {
            LOG.debug("The signature cannot be checked: {}", e.getMessage());
            return false;
        }
    }

    private static String fingerprint(CompactToken token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.signedContent());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
