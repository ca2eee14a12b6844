package io.camelpurse.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One account's calls to Purse, without a thread that waits for an answer. Every future fails with
 * {@link CallFailedException}, and is completed on a thread that must not be blocked.
 */
public final class PurseClient {

    private final AuthorizedSender sender;
    private final Timer timer;
    private final RetryBudget budget;
    private final RecentKeys recentKeys;
    private final RetrySettings retries;
    private final Duration totalTimeout;

    PurseClient(
            AuthorizedSender sender,
            Timer timer,
            RetryBudget budget,
            RecentKeys recentKeys,
            RetrySettings retries,
            Duration totalTimeout) {
        this.sender = sender;
        this.timer = timer;
        this.budget = budget;
        this.recentKeys = recentKeys;
        this.retries = retries;
        this.totalTimeout = totalTimeout;
    }

    /**
     * Makes a call that reads, asks, creates or changes.
     *
     * @param request what to call
     * @return the answer
     */
    public CompletableFuture<PurseResponse> call(PurseRequest request) {
        return call(request, Deadline.in(totalTimeout));
    }

    /**
     * Captures, refunds or voids, once.
     *
     * @param request what to do
     * @return the operation, made or found
     */
    public CompletableFuture<MoneyAnswer> moveMoney(MoneyRequest request) {
        return moveMoney(request, Deadline.in(totalTimeout));
    }

    /**
     * Undoes a payment.
     *
     * @param request which, and how much of it
     * @param watch   hears of the void and the refund as they are made, also where the reversal fails after one of them
     * @return the payment after it
     */
    public CompletableFuture<ReversalAnswer> reverse(ReversalRequest request, MovementWatch watch) {
        Deadline deadline = Deadline.in(totalTimeout);
        PurseRequest read = PurseRequest.get(PaymentPaths.payment(request.paymentId()), null);
        return new ReversalCall(() -> call(read, deadline), movement -> moveMoney(movement, deadline), watch, request)
                .make();
    }

    /**
     * The access token that calls carry at present, fetched if there is none.
     *
     * @return the token
     */
    public CompletableFuture<AccessToken> accessToken() {
        return sender.tokenBefore(Deadline.in(totalTimeout));
    }

    private CompletableFuture<PurseResponse> call(PurseRequest request, Deadline deadline) {
        budget.called();
        return new RetryingCall(sender, timer, request, deadline, schedule(deadline)).make();
    }

    private CompletableFuture<MoneyAnswer> moveMoney(MoneyRequest request, Deadline deadline) {
        budget.called();
        return new MoneyCall(sender, timer, recentKeys, deadline, schedule(deadline), request).make();
    }

    private RetrySchedule schedule(Deadline deadline) {
        return new RetrySchedule(retries, budget, deadline);
    }
}
