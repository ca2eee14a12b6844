package io.camelpurse.redirect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.message.Validated;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies that Purse signed redirection data: with an RSA algorithm and a key that Purse lists, whatever the header of
 * the token says about keys.
 */
final class RedirectionVerifier {

    /** Maximum length of a token in characters. */
    static final int MAX_LENGTH = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(RedirectionVerifier.class);

    private final SigningKeySource keys;
    private final InstantSource clock;

    /**
     * A verifier.
     *
     * @param keys  the keys of Purse
     * @param clock for tokens that have an expiry
     */
    RedirectionVerifier(SigningKeySource keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Verifies one token.
     *
     * @param token a compact JWS
     * @return its claims or the reason of the rejection, at once if the key is known; fails with
     *     {@link SigningKeysUnavailableException} if the token can be neither verified nor rejected
     */
    CompletableFuture<Validated<VerifiedRedirection, InvalidRedirectionReason>> verify(String token) {
        return CompactToken.parse(token)
                .fold(
                        parsed -> keys.find(parsed.header()).thenApply(verifiers -> verified(parsed, verifiers)),
                        reason -> CompletableFuture.completedFuture(Validated.rejected(reason)));
    }

    private Validated<VerifiedRedirection, InvalidRedirectionReason> verified(
            CompactToken token, List<JWSVerifier> verifiers) {
        if (verifiers.isEmpty()) {
            return Validated.rejected(InvalidRedirectionReason.UNKNOWN_KEY);
        }
        if (verifiers.stream().noneMatch(verifier -> isSigned(token, verifier))) {
            return Validated.rejected(InvalidRedirectionReason.SIGNATURE);
        }
        return RedirectionClaims.read(token.payload(), clock.instant())
                .then(claims -> Validated.valid(new VerifiedRedirection(token.signedContent(), claims)));
    }

    private static boolean isSigned(CompactToken token, JWSVerifier verifier) {
        try {
            return verifier.verify(token.header(), token.signedContent(), token.signature());
        } catch (JOSEException e) {
            LOG.debug("The signature cannot be checked: {}", e.getMessage());
            return false;
        }
    }
}
