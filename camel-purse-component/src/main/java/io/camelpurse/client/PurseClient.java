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
        budget.called();
        Deadline deadline = Deadline.in(totalTimeout);
        return new RetryingCall(sender, timer, request, deadline, schedule(deadline)).make();
    }

    /**
     * Captures, refunds or voids, once.
     *
     * @param request what to do
     * @return the operation, made or found
     */
    public CompletableFuture<MoneyAnswer> moveMoney(MoneyRequest request) {
        budget.called();
        Deadline deadline = Deadline.in(totalTimeout);
        return new MoneyCall(sender, timer, recentKeys, deadline, schedule(deadline), request).make();
    }

    /**
     * Undoes a payment.
     *
     * @param request which, and how much of it
     * @return the payment after it
     */
    public CompletableFuture<ReversalAnswer> reverse(ReversalRequest request) {
        PurseRequest read = PurseRequest.get(PaymentPaths.payment(request.paymentId()), null);
        return new ReversalCall(() -> call(read), this::moveMoney, request).make();
    }

    /**
     * The access token that calls carry at present, fetched if there is none.
     *
     * @return the token
     */
    public CompletableFuture<AccessToken> accessToken() {
        return sender.tokenBefore(Deadline.in(totalTimeout));
    }

    private RetrySchedule schedule(Deadline deadline) {
        return new RetrySchedule(retries, budget, deadline);
    }
}
