package io.camelpurse.redirect;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes the keys: ahead of their maximum age, for an unknown key, again after a failure, and at a limited rate. */
final class KeyRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresh.class);

    private final KeyReader reader;
    private final JWKSetSource<SecurityContext> nimbus;
    private final SigningKeySettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private final RepeatedWarning unreadable;
    private final AtomicBoolean soonPlanned = new AtomicBoolean();
    private final AtomicBoolean laterPlanned = new AtomicBoolean();

    KeyRefresh(KeyReader reader, SigningKeySettings settings, InstantSource clock, ScheduledExecutorService thread) {
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.thread = thread;
        this.unreadable = new RepeatedWarning(clock);
        this.nimbus = nimbus();
    }

    /** Without retries: the client retries already, with back-off and {@code Retry-After}. */
    private JWKSetSource<SecurityContext> nimbus() {
        long lockTimeout = 1; // Only one thread takes the lock.
        JWKSourceBuilder<SecurityContext> builder = JWKSourceBuilder.create(reader)
                .cache(settings.maxAge().toMillis(), lockTimeout)
                .refreshAheadCache(
                        settings.refreshAhead().toMillis(), event -> afterRead(), thread, false, thread, false)
                .rateLimited(settings.minInterval().toMillis())
                .outageTolerant(settings.outageTime().toMillis())
                .retrying(false);
        return ((JWKSetBasedJWKSource<SecurityContext>) builder.build()).getJWKSetSource();
    }

    /** Fetches the keys on the thread, without waiting for it. */
    void readSoon() {
        if (soonPlanned.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    soonPlanned.set(false);
                    read();
                });
            } catch (RejectedExecutionException stopping) {
                soonPlanned.set(false);
            }
        }
    }

    /** Fetches the keys once, unless the rate limit is reached. Blocks: to be called on the thread only. */
    void read() {
        long readsBefore = reader.reads();
        long now = clock.millis();
        try {
            JWKSet cached = nimbus.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, null);
            if (reader.reads() == readsBefore) {
                nimbus.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(cached), now, null);
            }
        } catch (KeySourceException e) {
            LOG.debug("The signing keys were not read: {}", e.getMessage());
        }
        afterRead();
    }

    void close() {
        try {
            nimbus.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** nimbus refreshes ahead as long as that works; after a failure it would wait for the next token. */
    private void afterRead() {
        Throwable failure = reader.failure();
        if (failure == null) {
            unreadable.reset();
            return;
        }
        if (unreadable.isDue()) {
            LOG.warn(
                    "The signing keys of Purse cannot be read; retried every {}: {}",
                    settings.minInterval(),
                    failure.getMessage());
        }
        if (!laterPlanned.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.schedule(this::readLater, settings.minInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            laterPlanned.set(false);
        }
    }

    private void readLater() {
        laterPlanned.set(false);
        if (reader.failure() != null) {
            read();
        }
    }
}
