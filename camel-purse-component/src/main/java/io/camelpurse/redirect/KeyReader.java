package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the signing keys for nimbus, and keeps the latest result. nimbus expects a blocking call, so that this runs
 * only on the thread of the key source.
 */
final class KeyReader implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyReader.class);

    private final Supplier<CompletableFuture<JsonNode>> read;
    private final Duration timeout;
    private final InstantSource clock;
    private final AtomicLong reads = new AtomicLong();
    private final RepeatedWarning leftOut;
    private volatile SigningKeySet latest;
    private volatile Throwable failure;

    KeyReader(Supplier<CompletableFuture<JsonNode>> read, Duration timeout, InstantSource clock) {
        this.read = read;
        this.timeout = timeout;
        this.clock = clock;
        this.leftOut = new RepeatedWarning(clock);
    }

    /** The keys that were fetched last, or {@code null} if none ever were. */
    SigningKeySet latest() {
        return latest;
    }

    /** The failure of the latest fetch, or {@code null} if it succeeded. */
    Throwable failure() {
        return failure;
    }

    /** Number of attempts to fetch the keys. */
    long reads() {
        return reads.get();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
            throws JWKSetUnavailableException {
        reads.incrementAndGet();
        try {
            SigningKeySet keys = usableKeys();
            latest = keys;
            failure = null;
            return keys.keys();
        } catch (JWKSetUnavailableException e) {
            failure = e.getCause() == null ? e : e.getCause();
            throw e;
        }
    }

    private SigningKeySet usableKeys() throws JWKSetUnavailableException {
        SigningKeySet keys = SigningKeySet.of(response(), clock.instant());
        warnOfUnusable(keys);
        if (keys.isEmpty()) {
            throw new JWKSetParseException("The response lists no RSA key that can be used", null);
        }
        return keys;
    }

    private void warnOfUnusable(SigningKeySet keys) {
        if (keys.unusable().isEmpty()) {
            leftOut.reset();
        } else if (leftOut.isDue()) {
            LOG.warn("Signing keys of Purse are left out, since they cannot be used: {}", keys.unusable());
        }
    }

    private JsonNode response() throws JWKSetUnavailableException {
        try {
            return read.get().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new JWKSetRetrievalException("The keys cannot be read", e.getCause());
        } catch (TimeoutException | RuntimeException e) {
            throw new JWKSetRetrievalException("The keys cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetRetrievalException("The component is stopping", e);
        }
    }

    @Override
    public void close() {
        // Nothing is open between two fetches.
    }
}
