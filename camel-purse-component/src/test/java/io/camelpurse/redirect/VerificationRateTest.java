package io.camelpurse.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rough look at what a verification costs beside the signature, so that a mistake of size is seen; the benchmarks measure.
 */
class VerificationRateTest {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRateTest.class);
    private static final int VERIFICATIONS = 1_000;
    private static final int ROUNDS = 5;

    @Test
    void mostOfTheTimeGoesIntoTheSignature() throws Exception {
        try (KeyServer purse = new KeyServer(Keys.ONE, Keys.TWO);
                SigningKeySource keys = purse.source()) {
            RedirectionVerifier verifier = new RedirectionVerifier(keys, purse.clock);
            String token = Keys.token(Keys.ONE);
            verifier.verify(token).join();
            int dot = token.lastIndexOf('.');
            byte[] content = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            PublicKey key = Keys.ONE.toRSAPublicKey();

            long bare = Long.MAX_VALUE;
            long whole = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                bare = Math.min(bare, nanos(() -> bare(key, content, signature)));
                whole = Math.min(whole, nanos(() -> verifier.verify(token).isDone()));
            }
            LOG.info("RS256 {} ns, verification {} ns", bare / VERIFICATIONS, whole / VERIFICATIONS);
            assertThat(whole).isLessThan(4 * bare);
        }
    }

    private static boolean bare(PublicKey key, byte[] content, byte[] signature) throws Exception {
        Signature verification = Signature.getInstance("SHA256withRSA");
        verification.initVerify(key);
        verification.update(content);
        return verification.verify(signature);
    }

    private static long nanos(Callable<Boolean> work) throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < VERIFICATIONS; i++) {
            assertThat(work.call()).isTrue();
        }
        return System.nanoTime() - begin;
    }
}
