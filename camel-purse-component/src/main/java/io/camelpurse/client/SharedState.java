package io.camelpurse.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds what the clients of one component share besides connections: access tokens, retry budgets, recent idempotency
 * keys and the currencies of payments. All of it is in memory, and losing it costs a request, never money.
 */
final class SharedState {

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(60);

    private final CallTimer timer;
    private final Randomness randomness;
    private final String userAgent;
    private final MoneyCallListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AccountSettings, AccessTokens> tokens = new HashMap<>();
    private final Map<String, RetryBudget> budgets = new HashMap<>();
    private final Map<AccountSettings, RecentKeys> recentKeys = new HashMap<>();
    private final Map<String, PaymentCurrencies> currencies = new HashMap<>();

    /** @param listener learns of the steps of money calls */
    SharedState(CallTimer timer, Randomness randomness, String userAgent, MoneyCallListener listener) {
        this.timer = timer;
        this.randomness = randomness;
        this.userAgent = userAgent;
        this.listener = listener;
    }

    /**
     * @param calls         sends the requests of this client
     * @param tokenRequests sends those for an access token, which calls of other endpoints may wait for too
     */
    PurseClient client(ClientSettings settings, Transport calls, Transport tokenRequests) {
        AccountSettings account = settings.account();
        CallSettings call = settings.calls();
        TokenEndpoint tokenEndpoint = new TokenEndpoint(
                account.tokenUrl(),
                account.credentialsInBody(),
                account.scope(),
                account.credentials(),
                tokenRequests,
                userAgent,
                timer.time(),
                TOKEN_TIMEOUT);
        lock.lock();
        try {
            AccessTokens accountTokens = tokens.computeIfAbsent(
                            account, key -> new AccessTokens(tokenEndpoint::fetch, timer.time()))
                    .fetchedBy(tokenEndpoint::fetch);
            PaymentCurrencies known = currencies.computeIfAbsent(call.apiUrl(), url -> new PaymentCurrencies());
            return new PurseClient(
                    new AuthorizedSender(call, account.credentials(), accountTokens, known, calls, timer, userAgent),
                    timer,
                    randomness,
                    budgets.computeIfAbsent(call.apiUrl(), url -> new RetryBudget(timer.time())),
                    recentKeys.computeIfAbsent(account, key -> new RecentKeys()),
                    known,
                    call.retries(),
                    call.totalTimeout(),
                    listener);
        } finally {
            lock.unlock();
        }
    }
}
