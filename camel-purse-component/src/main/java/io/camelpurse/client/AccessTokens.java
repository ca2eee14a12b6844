package io.camelpurse.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one access token of an account: fetched once however many calls wait for it, renewed ahead of its expiry while it
 * still serves.
 */
final class AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final Duration PAUSE_AFTER_FAILED_RENEWAL = Duration.ofSeconds(10);

    private final Supplier<CompletableFuture<AccessToken>> fetch;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    private AccessToken current;
    private CompletableFuture<AccessToken> underWay;
    private Instant renewalPausedUntil = Instant.MIN;

    AccessTokens(Supplier<CompletableFuture<AccessToken>> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * @return a token that serves; fails as the fetching did. Shared: not to be completed or cancelled by a caller.
     */
    CompletableFuture<AccessToken> get() {
        CompletableFuture<AccessToken> mine;
        AccessToken usable;
        lock.lock();
        try {
            Instant now = clock.instant();
            usable = current != null && current.isUsableAt(now) ? current : null;
            if (usable != null && (!current.isDueAt(now) || underWay != null || now.isBefore(renewalPausedUntil))) {
                return CompletableFuture.completedFuture(usable);
            }
            if (underWay != null) {
                return underWay;
            }
            mine = new CompletableFuture<>();
            underWay = mine;
        } finally {
            lock.unlock();
        }
        start(mine);
        return usable != null ? CompletableFuture.completedFuture(usable) : mine;
    }

    /** Forgets this very token, so that a newer one that another call has fetched meanwhile stays. */
    void drop(AccessToken token) {
        lock.lock();
        try {
            if (current != null && current.value().equals(token.value())) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void start(CompletableFuture<AccessToken> mine) {
        CompletableFuture<AccessToken> fetching;
        try {
            fetching = fetch.get();
        } catch (RuntimeException e) {
            fetching = CompletableFuture.failedFuture(e);
        }
        fetching.whenComplete((token, failure) -> {
            if (settle(token)) {
                LOG.warn(
                        "The access token could not be renewed; the one at hand still serves: {}",
                        Failures.rootOf(failure).getMessage());
            }
            if (failure == null) {
                mine.complete(token);
            } else {
                mine.completeExceptionally(Failures.rootOf(failure));
            }
        });
    }

    /** Returns whether a renewal failed while the token at hand still serves. */
    private boolean settle(AccessToken token) {
        lock.lock();
        try {
            underWay = null;
            if (token != null) {
                current = token;
                return false;
            }
            Instant now = clock.instant();
            renewalPausedUntil = now.plus(PAUSE_AFTER_FAILED_RENEWAL);
            return current != null && current.isUsableAt(now);
        } finally {
            lock.unlock();
        }
    }
}
