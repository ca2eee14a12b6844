package io.camelpurse.redirect;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.message.ExchangeOutcome;
import io.camelpurse.message.ExchangeUpdate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets each token pass once. It is claimed before anything is done with it, so that of two at the same time one passes,
 * remembered once the route has succeeded, and released if the call or the route fails. A claim that a crash leaves behind
 * expires: the repository knows no expiry, which is why the keys of a claim hold the time. It is for this period and the
 * next, so that nodes whose clocks differ, or that are on either side of a period's end, meet in one key. Repositories may
 * block, so that they are asked on the worker.
 */
final class OneTimeUse {

    /** After how long a claim expires, at the earliest; at the latest after twice that time. No return takes as long. */
    static final Duration CLAIM_TIME = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(OneTimeUse.class);

    private final IdempotentRepository repository;
    private final Executor worker;
    private final InstantSource clock;

    OneTimeUse(IdempotentRepository repository, Executor worker, InstantSource clock) {
        this.repository = repository;
        this.worker = worker;
        this.clock = clock;
    }

    private record Claim(String token, String thisPeriod, String nextPeriod) {}

    /** Makes the call unless the token was used before, or is in use. */
    CompletableFuture<ExchangeUpdate> once(
            Exchange exchange, String fingerprint, Supplier<CompletableFuture<ExchangeUpdate>> call) {
        return CompletableFuture.supplyAsync(() -> attempt(exchange, fingerprint), worker)
                .thenCompose(claim -> claim.map(claimed -> used(exchange, claimed, call))
                        .orElseGet(() -> CompletableFuture.failedFuture(
                                new RejectedRedirectionException(InvalidRedirectionReason.USED_BEFORE))));
    }

    /** Of two nodes that add one key at the same instant, a database tells one by an exception. It is added by then. */
    private Optional<Claim> attempt(Exchange exchange, String fingerprint) {
        try {
            return claim(exchange, fingerprint);
        } catch (RuntimeException e) {
            LOG.debug("A redirection token cannot be claimed: {}", e.toString());
            return claim(exchange, fingerprint);
        }
    }

    private Optional<Claim> claim(Exchange exchange, String fingerprint) {
        long period = clock.millis() / CLAIM_TIME.toMillis();
        Claim claim = new Claim(fingerprint, fingerprint + ":claim:" + period, fingerprint + ":claim:" + (period + 1));
        if (repository.contains(exchange, claim.token()) || !repository.add(exchange, claim.thisPeriod())) {
            return Optional.empty();
        }
        boolean nextIsMine = false;
        boolean mine = false;
        try {
            nextIsMine = repository.add(exchange, claim.nextPeriod());
            // Whoever had the claim may have remembered the token and released the claim since it was looked for.
            mine = nextIsMine && !repository.contains(exchange, claim.token());
        } finally {
            if (nextIsMine && !mine) {
                release(exchange, claim);
            } else if (!nextIsMine) {
                repository.remove(exchange, claim.thisPeriod());
            }
        }
        return mine ? Optional.of(claim) : Optional.empty();
    }

    private CompletableFuture<ExchangeUpdate> used(
            Exchange exchange, Claim claim, Supplier<CompletableFuture<ExchangeUpdate>> call) {
        return call.get()
                .<ExchangeUpdate>thenApply(response -> updated -> {
                    settleWithRoute(updated, claim);
                    response.applyTo(updated);
                })
                .exceptionallyComposeAsync(
                        failure -> {
                            release(exchange, claim);
                            return CompletableFuture.failedFuture(failure);
                        },
                        worker);
    }

    private void settleWithRoute(Exchange exchange, Claim claim) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {

            @Override
            public void onComplete(Exchange completed) {
                try {
                    if (ExchangeOutcome.isProcessed(completed)) {
                        repository.add(completed, claim.token());
                        repository.confirm(completed, claim.token());
                    }
                } finally {
                    release(completed, claim);
                }
            }

            @Override
            public void onFailure(Exchange failed) {
                release(failed, claim);
            }
        });
    }

    private void release(Exchange exchange, Claim claim) {
        try {
            repository.remove(exchange, claim.thisPeriod());
        } finally {
            repository.remove(exchange, claim.nextPeriod());
        }
    }
}
