package io.camelpurse.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds what the clients of one component share besides connections: access tokens, retry budgets, recent idempotency
 * keys and the currencies of payments. All of it is in memory, and losing it costs a request, never money.
 */
final class SharedState {

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final CallTimer timer;
    private final Randomness randomness;
    private final String userAgent;
    private final MoneyCallListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AccountSettings, AccessTokens> tokens = new HashMap<>();
    private final Map<String, RetryBudget> budgets = new HashMap<>();
    private final Map<AccountSettings, RecentKeys> recentKeys = new HashMap<>();
    private final Map<String, PaymentCurrencies> currencies = new HashMap<>();
    private final Map<Observed, Observation> observations = new HashMap<>();

    private record Observed(AccountSettings account, String apiUrl) {}

    /** @param sender of the client that was made last */
    private record Observation(ApiObserver observer, AuthorizedSender sender) {}

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
        Observed observed = new Observed(account, call.apiUrl());
        lock.lock();
        try {
            ApiObserver observer = observations.containsKey(observed)
                    ? observations.get(observed).observer()
                    : new ApiObserver(timer.time());
            TokenEndpoint tokenEndpoint = tokenEndpoint(account, observing(tokenRequests, observer));
            AccessTokens accountTokens = tokens.computeIfAbsent(
                            account, key -> new AccessTokens(tokenEndpoint::fetch, timer.time()))
                    .fetchedBy(tokenEndpoint::fetch);
            PaymentCurrencies known = currencies.computeIfAbsent(call.apiUrl(), url -> new PaymentCurrencies());
            AuthorizedSender sender = new AuthorizedSender(
                    call, account.credentials(), accountTokens, observer, known, calls, timer, userAgent);
            observations.put(observed, new Observation(observer, sender));
            return new PurseClient(
                    sender,
                    timer,
                    randomness,
                    budgets.computeIfAbsent(
                            call.apiUrl(),
                            url -> new RetryBudget(timer.time(), call.retries().budgetPercent())),
                    recentKeys.computeIfAbsent(account, key -> new RecentKeys()),
                    known,
                    call.retries(),
                    call.totalTimeout(),
                    listener);
        } finally {
            lock.unlock();
        }
    }

    private TokenEndpoint tokenEndpoint(AccountSettings account, Transport transport) {
        return new TokenEndpoint(
                account.tokenUrl(),
                account.credentialsInBody(),
                account.scope(),
                account.credentials(),
                transport,
                userAgent,
                timer.time(),
                TOKEN_TIMEOUT);
    }

    /** The response of the token endpoint has a date too, which shows a wrong clock where no token is issued. */
    private Transport observing(Transport transport, ApiObserver observer) {
        return (request, deadline) -> {
            Instant sentAt = timer.time().instant();
            return transport.send(request, deadline).thenApply(response -> {
                observer.responded(response, sentAt);
                return response;
            });
        };
    }

    /**
     * What the calls of each account have shown.
     *
     * @param interval after which a read shows it where there are no calls
     */
    List<ApiState> apiStates(Duration interval) {
        List<Observation> all = copy(observations);
        all.forEach(observation -> observation.observer().readIfSilentFor(interval, () -> read(observation.sender())));
        return all.stream().map(observation -> observation.observer().state()).toList();
    }

    private void read(AuthorizedSender sender) {
        sender.send(PurseRequest.readNoPayment(), timer.deadlineIn(READ_TIMEOUT));
    }

    ClientFigures figures(ConnectionPools.Counts connections) {
        List<RetryBudget> allBudgets = copy(budgets);
        List<AccessTokens> allTokens = copy(tokens);
        return new ClientFigures(
                allBudgets.stream().mapToLong(RetryBudget::used).sum(),
                allBudgets.stream().map(RetryBudget::left).min(Integer::compare).orElse(null),
                allTokens.stream()
                        .map(AccessTokens::age)
                        .filter(Objects::nonNull)
                        .max(Duration::compareTo)
                        .orElse(null),
                allTokens.stream().mapToLong(AccessTokens::fetches).sum(),
                allTokens.stream().mapToLong(AccessTokens::failures).sum(),
                connections.leased(),
                connections.available(),
                connections.pending());
    }

    private <T> List<T> copy(Map<?, T> map) {
        lock.lock();
        try {
            return List.copyOf(map.values());
        } finally {
            lock.unlock();
        }
    }
}
