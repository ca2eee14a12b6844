package io.camelpurse.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Calls Purse with one account, without a thread that waits for a response. Every future fails with {@link
 * CallFailedException}, and is completed on a thread that must not be blocked.
 */
public final class PurseClient {

    private final AuthorizedSender sender;
    private final CallTimer timer;
    private final Randomness randomness;
    private final RetryBudget budget;
    private final RecentKeys recentKeys;
    private final PaymentCurrencies currencies;
    private final RetrySettings retries;
    private final Duration totalTimeout;
    private final MoneyCallListener listener;

    PurseClient(
            AuthorizedSender sender,
            CallTimer timer,
            Randomness randomness,
            RetryBudget budget,
            RecentKeys recentKeys,
            PaymentCurrencies currencies,
            RetrySettings retries,
            Duration totalTimeout,
            MoneyCallListener listener) {
        this.sender = sender;
        this.timer = timer;
        this.randomness = randomness;
        this.budget = budget;
        this.recentKeys = recentKeys;
        this.currencies = currencies;
        this.retries = retries;
        this.totalTimeout = totalTimeout;
        this.listener = listener;
    }

    /**
     * A client that differs in nothing but more headers of its requests.
     *
     * @param headers by name
     * @return the client
     */
    public PurseClient carrying(Map<String, String> headers) {
        return headers.isEmpty()
                ? this
                : new PurseClient(
                        sender.carrying(headers),
                        timer,
                        randomness,
                        budget,
                        recentKeys,
                        currencies,
                        retries,
                        totalTimeout,
                        listener);
    }

    /**
     * Makes a call that reads, queries, creates or changes.
     *
     * @param request what to call
     * @return the response
     */
    public CompletableFuture<PurseResponse> call(PurseRequest request) {
        return call(request, deadline());
    }

    /**
     * The clocks that its calls go by.
     *
     * @return those of the component
     */
    public TimeSource time() {
        return timer.time();
    }

    /**
     * The source of random values for pauses between attempts and for idempotency keys.
     *
     * @return the source that the component has passed in
     */
    public Randomness randomness() {
        return randomness;
    }

    /**
     * The deadline of a call that begins now.
     *
     * @return by {@code totalTimeout}
     */
    public Deadline deadline() {
        return timer.deadlineIn(totalTimeout);
    }

    /**
     * The currency of a payment: known from an earlier response, or else read.
     *
     * @param paymentId the payment
     * @param deadline  of the call that needs it
     * @return the ISO 4217 code as Purse has it
     */
    public CompletableFuture<String> currencyOf(String paymentId, Deadline deadline) {
        Optional<String> known = currencies.of(paymentId);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        return call(PurseRequest.readPayment(paymentId), deadline)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        CallFailures.ofCall(failure).beforeSending()))
                .thenCompose(payment -> currencies
                        .of(paymentId)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(CallFailedException.notExecuted(
                                "the payment does not show its currency, which is needed to check the amount", null))));
    }

    /**
     * Captures, refunds or voids, once.
     *
     * @param request  what to do
     * @param deadline when it expires
     * @return the operation, made or found
     */
    public CompletableFuture<MoneyResponse> moveMoney(MoneyRequest request, Deadline deadline) {
        budget.called();
        return new MoneyCall(sender, timer, recentKeys, deadline, schedule(deadline), listener, request).make();
    }

    /**
     * Reverses a payment.
     *
     * @param request which, and how much of it
     * @param deadline when it expires
     * @param watch is notified of the void and the refund as they are made, also where the reversal fails after one of
     *     them
     * @return the payment after it
     */
    public CompletableFuture<ReversalResponse> reverse(
            ReversalRequest request, Deadline deadline, MoneyOperationListener watch) {
        ReversalProgress progress = new ReversalProgress(
                () -> call(PurseRequest.readPayment(request.paymentId()), deadline),
                operation -> moveMoney(operation, deadline),
                timer,
                schedule(deadline),
                watch,
                listener,
                request);
        return new ReversalCall(progress, request).make();
    }

    /**
     * The access token that calls carry at present, fetched if there is none.
     *
     * @return the token
     */
    public CompletableFuture<CachedAccessToken> accessToken() {
        return sender.tokenBefore(deadline());
    }

    /**
     * What the calls of the account have shown of Purse.
     *
     * @return the state; no request is sent for it
     */
    public ApiState state() {
        return sender.state();
    }

    AuthorizedSender sender() {
        return sender;
    }

    private CompletableFuture<PurseResponse> call(PurseRequest request, Deadline deadline) {
        budget.called();
        return new RetryingCall(sender, timer, request, deadline, schedule(deadline)).make();
    }

    private RetrySchedule schedule(Deadline deadline) {
        return new RetrySchedule(retries, budget, deadline, randomness);
    }
}
