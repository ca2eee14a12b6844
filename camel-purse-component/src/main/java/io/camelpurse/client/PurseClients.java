package io.camelpurse.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * What the clients of one component share: connection pools, access tokens and the timer that ends late calls.
 */
public final class PurseClients extends ServiceSupport {

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(60);
    private static final TimeValue TO_CLOSE_BY_ITSELF = TimeValue.ofMilliseconds(250);
    private static final int LONGEST_TOKEN_ANSWER = 256 * 1024;

    private final CamelContext camelContext;
    private final Clock clock;
    private final String userAgent;
    private final String threadSuffix;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConnectionSettings, CloseableHttpAsyncClient> httpClients = new HashMap<>();
    private final Map<AccountSettings, AccessTokens> tokens = new HashMap<>();
    private final Map<String, RetryBudget> budgets = new HashMap<>();
    private final Map<AccountSettings, RecentKeys> recentKeys = new HashMap<>();
    private final Map<String, PaymentCurrencies> currencies = new HashMap<>();
    private ScheduledExecutorService scheduler;
    private OpenCalls openCalls;
    private CallTimer timer;

    /**
     * Makes nothing yet.
     *
     * @param camelContext where threads and the HTTP component come from
     * @param clock        by which tokens expire
     * @param threadSuffix what the names of threads end with, to distinguish those of two components
     */
    public PurseClients(CamelContext camelContext, Clock clock, String threadSuffix) {
        this.camelContext = camelContext;
        this.clock = clock;
        this.userAgent = "camel-purse/" + version();
        this.threadSuffix = threadSuffix;
    }

    /**
     * The client of one endpoint.
     *
     * @param settings what the endpoint is configured with
     * @param ready    a client to use instead of one that {@code settings} describe, or {@code null}
     * @return a client that works until this service is stopped
     * @throws Exception if the HTTP component is missing, or set up in a way that cannot be followed
     */
    public PurseClient client(ClientSettings settings, CloseableHttpAsyncClient ready) throws Exception {
        AccountSettings account = settings.account();
        ConnectionSettings connections = settings.connections();
        CallSettings calls = settings.calls();
        lock.lock();
        try {
            HttpComponent http = ready == null ? http(connections) : null;
            CloseableHttpAsyncClient httpClient = ready == null ? httpClient(connections, http) : passedIn(ready);
            Duration responseTimeout = calls.responseTimeout()
                    .or(() -> Optional.ofNullable(http).flatMap(AsyncHttpClientFactory::responseTimeout))
                    .orElse(CallSettings.DEFAULT_RESPONSE_TIMEOUT);
            Optional<Duration> connectionRequestTimeout =
                    Optional.ofNullable(http).flatMap(AsyncHttpClientFactory::connectionRequestTimeout);
            HttpTransport transport = new HttpTransport(
                    httpClient, timer, responseTimeout, connectionRequestTimeout, calls.maxResponseSize());
            TokenEndpoint tokenEndpoint = new TokenEndpoint(
                    account.tokenUrl(),
                    account.credentialsInBody(),
                    account.scope(),
                    account.credentials(),
                    // Calls of other endpoints may wait for the same token: no narrow limit of this one counts.
                    new HttpTransport(
                            httpClient,
                            timer,
                            CallSettings.DEFAULT_RESPONSE_TIMEOUT,
                            connectionRequestTimeout,
                            LONGEST_TOKEN_ANSWER),
                    userAgent,
                    clock,
                    TOKEN_TIMEOUT);
            AccessTokens accountTokens = tokens.computeIfAbsent(
                            account, key -> new AccessTokens(tokenEndpoint::fetch, clock))
                    .fetchedBy(tokenEndpoint::fetch);
            PaymentCurrencies known = currencies.computeIfAbsent(calls.apiUrl(), url -> new PaymentCurrencies());
            AuthorizedSender sender = new AuthorizedSender(
                    calls, account.credentials(), accountTokens, known, transport, timer, userAgent, clock);
            RetryBudget budget = budgets.computeIfAbsent(calls.apiUrl(), url -> new RetryBudget(System::nanoTime));
            RecentKeys keys = recentKeys.computeIfAbsent(account, key -> new RecentKeys());
            return new PurseClient(sender, timer, clock, budget, keys, known, calls.retries(), calls.totalTimeout());
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void doStart() {
        ThreadPoolProfile profile = new ThreadPoolProfile("PurseTimer" + threadSuffix);
        profile.setPoolSize(1);
        // Camel's default turns the 1,001st away, and each call under way has its end in this queue.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        scheduler = camelContext
                .getExecutorServiceManager()
                .newScheduledThreadPool(this, "PurseTimer" + threadSuffix, profile);
        openCalls = new OpenCalls();
        timer = new CallTimer(scheduler, openCalls);
    }

    @Override
    protected void doStop() {
        lock.lock();
        try {
            openCalls.endAll();
            closeHttpClients();
            httpClients.clear();
            tokens.clear();
            budgets.clear();
            recentKeys.clear();
            currencies.clear();
            camelContext.getExecutorServiceManager().shutdownNow(scheduler);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Each by its own thread if it can: closed by another one while it works, HttpClient logs an error now and then.
     */
    private void closeHttpClients() {
        httpClients.values().forEach(CloseableHttpAsyncClient::initiateShutdown);
        for (CloseableHttpAsyncClient client : httpClients.values()) {
            close(client);
        }
    }

    private HttpComponent http(ConnectionSettings settings) {
        if (camelContext.getComponent(settings.httpComponent()) instanceof HttpComponent http) {
            return http;
        }
        throw new IllegalArgumentException("The option httpComponent names '" + settings.httpComponent()
                + "', which is no component of camel-http: name one that is, such as https");
    }

    private CloseableHttpAsyncClient httpClient(ConnectionSettings settings, HttpComponent http) throws Exception {
        CloseableHttpAsyncClient existing = httpClients.get(settings);
        if (existing != null) {
            return existing;
        }
        AsyncHttpClientFactory factory = new AsyncHttpClientFactory(
                camelContext,
                work -> camelContext.getExecutorServiceManager().newThread("PurseIO" + threadSuffix, work),
                userAgent);
        CloseableHttpAsyncClient made = started(factory.create(http, settings.httpComponent(), settings));
        httpClients.put(settings, made);
        return made;
    }

    /** The build writes it into a resource. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream resource = PurseClients.class.getResourceAsStream("/io/camelpurse/version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read from the component's jar", e);
        }
        return properties.getProperty("version");
    }

    /**
     * A client that was passed in. Whoever starts it closes it: one that runs already is left alone, and one that is
     * started here is the context's from then on, which closes it after its routes, as with repositories. It does not
     * end with one component, since others may use it.
     */
    private CloseableHttpAsyncClient passedIn(CloseableHttpAsyncClient client) throws Exception {
        switch (client.getStatus()) {
            case ACTIVE -> {}
            case INACTIVE -> {
                client.start();
                camelContext.addService(new PassedInClient(client), true, true);
            }
            default ->
                throw new IllegalArgumentException(
                        "The option httpClient holds a client that is closed: give one that can be used");
        }
        return client;
    }

    private static CloseableHttpAsyncClient started(CloseableHttpAsyncClient client) {
        client.start();
        return client;
    }

    private static void close(CloseableHttpAsyncClient client) {
        try {
            client.awaitShutdown(TO_CLOSE_BY_ITSELF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }

    private static final class PassedInClient extends ServiceSupport {

        private final CloseableHttpAsyncClient client;

        PassedInClient(CloseableHttpAsyncClient client) {
            this.client = client;
        }

        @Override
        protected void doStop() {
            client.initiateShutdown();
            PurseClients.close(client);
        }
    }
}
