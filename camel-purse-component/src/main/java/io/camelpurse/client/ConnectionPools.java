package io.camelpurse.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;

/** Holds the HTTP clients of one component: one for each configuration of connections, each with a pool. */
final class ConnectionPools {

    private static final TimeValue TO_CLOSE_BY_ITSELF = TimeValue.ofMilliseconds(250);

    private final CamelContext camelContext;
    private final String userAgent;
    private final String threadSuffix;
    private final IoThreads ioThreads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConnectionSettings, CloseableHttpAsyncClient> httpClients = new HashMap<>();
    private final List<ConnPoolControl<?>> pools = new ArrayList<>();

    ConnectionPools(CamelContext camelContext, String userAgent, String threadSuffix, IoThreads ioThreads) {
        this.ioThreads = ioThreads;
        this.camelContext = camelContext;
        this.userAgent = userAgent;
        this.threadSuffix = threadSuffix;
    }

    /**
     * A client that runs.
     *
     * @param responseTimeout          of the HTTP component that it follows, if it has one
     * @param connectionRequestTimeout likewise
     */
    record Connections(
            CloseableHttpAsyncClient client,
            Optional<Duration> responseTimeout,
            Optional<Duration> connectionRequestTimeout) {}

    /** Connections of all pools together, but not those of clients that were passed in. */
    record Counts(int leased, int available, int pending) {}

    Counts counts() {
        lock.lock();
        try {
            List<PoolStats> all =
                    pools.stream().map(ConnPoolControl::getTotalStats).toList();
            return new Counts(
                    all.stream().mapToInt(PoolStats::getLeased).sum(),
                    all.stream().mapToInt(PoolStats::getAvailable).sum(),
                    all.stream().mapToInt(PoolStats::getPending).sum());
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param ready a client to use instead of one that the settings describe, or {@code null}
     * @throws Exception if the HTTP component is missing, or set up in a way that cannot be followed
     */
    Connections connections(ConnectionSettings settings, CloseableHttpAsyncClient ready) throws Exception {
        if (ready != null) {
            return new Connections(passedIn(ready), Optional.empty(), Optional.empty());
        }
        HttpComponent http = NetworkSettings.component(camelContext, settings.httpComponent());
        return new Connections(
                httpClient(settings, http),
                AsyncHttpClientFactory.responseTimeout(http),
                AsyncHttpClientFactory.connectionRequestTimeout(http));
    }

    void close() {
        lock.lock();
        try {
            closeHttpClients();
            httpClients.clear();
            pools.clear();
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

    private CloseableHttpAsyncClient httpClient(ConnectionSettings settings, HttpComponent http) throws Exception {
        lock.lock();
        try {
            CloseableHttpAsyncClient existing = httpClients.get(settings);
            return existing == null ? newHttpClient(settings, http) : existing;
        } finally {
            lock.unlock();
        }
    }

    private CloseableHttpAsyncClient newHttpClient(ConnectionSettings settings, HttpComponent http) throws Exception {
        AsyncHttpClientFactory factory = new AsyncHttpClientFactory(
                camelContext,
                work -> camelContext
                        .getExecutorServiceManager()
                        .newThread("PurseIO" + threadSuffix, ioThreads.serving(work)),
                userAgent,
                pools::add);
        CloseableHttpAsyncClient made = started(factory.create(http, settings.httpComponent(), settings));
        httpClients.put(settings, made);
        return made;
    }

    /**
     * A client that was passed in. It is started if it does not run yet, and never closed: others may use it, and one
     * that they started a moment ago shows itself as inactive until its thread runs. Whoever made it closes it.
     */
    private static CloseableHttpAsyncClient passedIn(CloseableHttpAsyncClient client) {
        return switch (client.getStatus()) {
            case ACTIVE -> client;
            case INACTIVE -> started(client);
            case SHUTTING_DOWN, SHUT_DOWN ->
                throw new IllegalArgumentException(
                        "The option httpClient holds a client that is closed: give one that can be used");
        };
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
}
