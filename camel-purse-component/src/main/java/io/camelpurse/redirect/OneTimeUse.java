package io.camelpurse.redirect;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.LogContext;
import io.camelpurse.message.ExchangeOutcome;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.PeriodClaim;
import io.camelpurse.message.Validated;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts each token once. A token is claimed before anything is done with it, so that only one of two at the same time
 * is accepted; recorded once the route has succeeded; and released if the call or the route fails. Repositories may
 * block, so that they are called on the worker.
 */
final class OneTimeUse {

    /** Time after which a claim expires, at the earliest. No shopper's return takes as long. */
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

    private record Claim(String token, PeriodClaim period) {}

    /** Makes the call, unless the token was used before or is in use. */
    CompletableFuture<Validated<ExchangeUpdate, InvalidRedirectionReason>> once(
            Exchange exchange, String fingerprint, Supplier<CompletableFuture<ExchangeUpdate>> call) {
        return CompletableFuture.supplyAsync(() -> attempt(exchange, fingerprint), worker)
                .thenCompose(claim -> claim.map(claimed -> used(exchange, claimed, call)
                                .thenApply(Validated::<ExchangeUpdate, InvalidRedirectionReason>valid))
                        .orElseGet(() -> CompletableFuture.completedFuture(
                                Validated.rejected(InvalidRedirectionReason.USED_BEFORE))));
    }

    private Optional<Claim> attempt(Exchange exchange, String fingerprint) {
        return PeriodClaim.attempt(() -> claim(exchange, fingerprint), e -> new LogContext(
                        exchange.getExchangeId(), PurseOperation.verifyRedirection, null, null)
                .write(() -> LOG.debug(
                        "A redirection token cannot be claimed (exchange {}): {}",
                        exchange.getExchangeId(),
                        e.toString())));
    }

    private Optional<Claim> claim(Exchange exchange, String fingerprint) {
        PeriodClaim period = PeriodClaim.of(fingerprint, clock.millis(), CLAIM_TIME);
        if (repository.contains(exchange, fingerprint)
                || !period.make(key -> repository.add(exchange, key), removing(exchange))) {
            return Optional.empty();
        }
        // Whoever held the claim may have recorded the token and released the claim since the first check.
        return period.keepIf(() -> !repository.contains(exchange, fingerprint), removing(exchange))
                ? Optional.of(new Claim(fingerprint, period))
                : Optional.empty();
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
        claim.period().release(removing(exchange));
    }

    private Consumer<String> removing(Exchange exchange) {
        return key -> repository.remove(exchange, key);
    }
}
