package io.camelpurse;

import io.camelpurse.OperationCall.Answer;
import io.camelpurse.redirect.InvalidRedirectionReason;
import io.camelpurse.redirect.RejectedRedirectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Lets each token pass once. It is taken before anything is done with it, so that of two at the same time one passes, and
 * given back if the call or the route fails. Repositories may block, so that they are asked on the worker.
 */
final class OneTimeUse {

    private final IdempotentRepository repository;
    private final Executor worker;

    OneTimeUse(IdempotentRepository repository, Executor worker) {
        this.repository = repository;
        this.worker = worker;
    }

    /** Makes the call unless the token was used before. */
    CompletableFuture<Answer> once(Exchange exchange, String fingerprint, Supplier<CompletableFuture<Answer>> call) {
        return CompletableFuture.supplyAsync(() -> repository.add(exchange, fingerprint), worker)
                .thenCompose(first -> first
                        ? taken(exchange, fingerprint, call)
                        : CompletableFuture.failedFuture(
                                new RejectedRedirectionException(InvalidRedirectionReason.USED_BEFORE)));
    }

    private CompletableFuture<Answer> taken(
            Exchange exchange, String fingerprint, Supplier<CompletableFuture<Answer>> call) {
        return call.get()
                .<Answer>thenApply(answer -> answered -> {
                    settleWithRoute(answered, fingerprint);
                    answer.handTo(answered);
                })
                .exceptionallyComposeAsync(
                        failure -> {
                            repository.remove(exchange, fingerprint);
                            return CompletableFuture.failedFuture(failure);
                        },
                        worker);
    }

    private void settleWithRoute(Exchange exchange, String fingerprint) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {

            @Override
            public void onComplete(Exchange completed) {
                repository.confirm(completed, fingerprint);
            }

            @Override
            public void onFailure(Exchange failed) {
                repository.remove(failed, fingerprint);
            }
        });
    }
}
