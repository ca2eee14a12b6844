package io.camelpurse.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds what the clients of one component share besides connections: access tokens, retry budgets, recent idempotency
 * keys and the currencies of payments. All of it is in memory, and losing it costs a request, never money.
 */
final class SharedClientState {

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
    private final Map<Observed, ApiObserver> observers = new HashMap<>();

    /** What is used at present, and by which clients: nobody needs to know whether other accounts still work. */
    private final Map<ApiObserver, Set<AuthorizedSender>> used = new HashMap<>();

    private record Observed(AccountSettings account, String apiUrl) {}

    /** @param listener learns of the steps of money calls */
    SharedClientState(CallTimer timer, Randomness randomness, String userAgent, MoneyCallListener listener) {
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
            ApiObserver observer = observers.computeIfAbsent(observed, key -> new ApiObserver(timer.time()));
            TokenEndpoint tokenEndpoint = tokenEndpoint(account, observing(tokenRequests, observer));
            AccessTokens accountTokens = tokens.computeIfAbsent(
                            account, key -> new AccessTokens(tokenEndpoint::fetch, timer.time()))
                    .fetchedBy(tokenEndpoint::fetch);
            PaymentCurrencies known = currencies.computeIfAbsent(call.apiUrl(), url -> new PaymentCurrencies());
            AuthorizedSender sender = new AuthorizedSender(
                    call, account.credentials(), accountTokens, observer, known, calls, timer, userAgent);
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

    /** A client begins to be used, and its account counts from now on. */
    void use(AuthorizedSender sender) {
        lock.lock();
        try {
            used.computeIfAbsent(sender.observer(), observer -> new HashSet<>()).add(sender);
        } finally {
            lock.unlock();
        }
    }

    /** A client is not used any more; its account counts as long as another client of it is. */
    void release(AuthorizedSender sender) {
        lock.lock();
        try {
            used.computeIfPresent(sender.observer(), (observer, senders) -> {
                senders.remove(sender);
                return senders.isEmpty() ? null : senders;
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the calls of each account that is used have shown.
     *
     * @param interval after which a read shows it where there are no calls
     */
    List<ApiState> apiStates(Duration interval) {
        Map<ApiObserver, AuthorizedSender> senders = new HashMap<>();
        lock.lock();
        try {
            used.forEach((observer, all) -> senders.put(observer, all.iterator().next()));
        } finally {
            lock.unlock();
        }
        senders.forEach((observer, sender) -> observer.readIfSilentFor(interval, () -> read(sender)));
        return senders.keySet().stream().map(ApiObserver::state).toList();
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
