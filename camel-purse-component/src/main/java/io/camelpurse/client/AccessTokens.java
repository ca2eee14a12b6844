package io.camelpurse.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides the one access token of an account. It is fetched once, however many calls wait for it, and refreshed
 * before it expires, while it is still used. A call that arrives when a token request has been under way for five
 * seconds waits for another one.
 */
final class AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final Duration PAUSE_AFTER_FAILED_REFRESH = Duration.ofSeconds(10);

    /**
     * A request that takes longer may hang for as long as the server pleases; calls with a short deadline cannot wait.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<CompletableFuture<CachedAccessToken>> fetch;
    private final InstantSource clock;
    private final Shared shared;

    AccessTokens(Supplier<CompletableFuture<CachedAccessToken>> fetch, InstantSource clock) {
        this(fetch, clock, new Shared());
    }

    private AccessTokens(Supplier<CompletableFuture<CachedAccessToken>> fetch, InstantSource clock, Shared shared) {
        this.fetch = fetch;
        this.clock = clock;
        this.shared = shared;
    }

    /** The same tokens, fetched another way if it comes to fetching: each endpoint uses its own connections. */
    AccessTokens fetchedBy(Supplier<CompletableFuture<CachedAccessToken>> other) {
        return new AccessTokens(other, clock, shared);
    }

    /**
     * @return a token that serves; fails as the fetching did. Shared: not to be completed or cancelled by a caller.
     */
    CompletableFuture<CachedAccessToken> get() {
        CompletableFuture<CachedAccessToken> mine;
        CachedAccessToken usable;
        shared.lock.lock();
        try {
            Instant now = clock.instant();
            usable = shared.current != null && shared.current.isUsableAt(now) ? shared.current : null;
            boolean underWay = shared.underWay != null && now.isBefore(shared.underWaySince.plus(PATIENCE));
            if (usable != null
                    && (!shared.current.isDueAt(now) || underWay || now.isBefore(shared.refreshPausedUntil))) {
                return CompletableFuture.completedFuture(usable);
            }
            if (underWay) {
                return shared.underWay;
            }
            mine = new CompletableFuture<>();
            shared.underWay = mine;
            shared.underWaySince = now;
        } finally {
            shared.lock.unlock();
        }
        start(mine);
        return usable != null ? CompletableFuture.completedFuture(usable) : mine;
    }

    /** How long the token in use has been known; {@code null} if there is none. */
    Duration age() {
        shared.lock.lock();
        try {
            return shared.current == null ? null : Duration.between(shared.currentSince, clock.instant());
        } finally {
            shared.lock.unlock();
        }
    }

    /** How often a token was fetched. */
    long fetches() {
        return shared.fetches.sum();
    }

    /** How often a token could not be fetched. */
    long failures() {
        return shared.failures.sum();
    }

    /** Forgets this very token, so that a newer one that another call has fetched meanwhile stays. */
    void drop(CachedAccessToken token) {
        shared.lock.lock();
        try {
            if (shared.current != null && shared.current.value().equals(token.value())) {
                shared.current = null;
            }
        } finally {
            shared.lock.unlock();
        }
    }

    private void start(CompletableFuture<CachedAccessToken> mine) {
        CompletableFuture<CachedAccessToken> fetching;
        try {
            fetching = fetch.get();
        } catch (RuntimeException e) {
            fetching = CompletableFuture.failedFuture(e);
        }
        fetching.whenComplete((token, failure) -> {
            if (settle(mine, token)) {
                LOG.warn(
                        "The access token could not be refreshed; the current one is still used: {}",
                        CallFailures.rootOf(failure).getMessage());
            }
            if (failure == null) {
                mine.complete(token);
            } else {
                mine.completeExceptionally(CallFailures.rootOf(failure));
            }
        });
    }

    /** Returns whether a refresh failed while the current token is still used. */
    private boolean settle(CompletableFuture<CachedAccessToken> mine, CachedAccessToken token) {
        shared.lock.lock();
        try {
            if (shared.underWay == mine) {
                shared.underWay = null;
            }
            Instant now = clock.instant();
            if (token != null) {
                shared.current = token;
                shared.currentSince = now;
                shared.fetches.increment();
                return false;
            }
            shared.failures.increment();
            shared.refreshPausedUntil = now.plus(PAUSE_AFTER_FAILED_REFRESH);
            return shared.current != null && shared.current.isUsableAt(now);
        } finally {
            shared.lock.unlock();
        }
    }

    private static final class Shared {

        private final ReentrantLock lock = new ReentrantLock();
        private final LongAdder fetches = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private CachedAccessToken current;
        private Instant currentSince = Instant.MIN;
        private CompletableFuture<CachedAccessToken> underWay;
        private Instant underWaySince = Instant.MIN;
        private Instant refreshPausedUntil = Instant.MIN;
    }
}
