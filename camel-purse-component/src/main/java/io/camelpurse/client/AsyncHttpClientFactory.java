package io.camelpurse.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.common.HttpConfiguration;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Creates the asynchronous HTTP client with the configuration of the camel-http component, so that its settings of
 * TLS, proxy, timeouts and pools apply to Purse too. A setting that cannot be transferred prevents the start.
 */
final class AsyncHttpClientFactory {

    /** How often timeouts are checked; the default of a second would make short ones meaningless. */
    private static final TimeValue TIMEOUT_GRANULARITY = TimeValue.ofMilliseconds(100);

    private static final HttpComponent DEFAULTS = new HttpComponent();
    private static final int LONGEST_HEADER_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 500;

    /** Each open connection has two; longer lines and bodies take a second turn. */
    private static final int BUFFER_SIZE = 2 * 1024;

    private final CamelContext camelContext;
    private final ThreadFactory threads;
    private final String userAgent;
    private final Consumer<ConnPoolControl<?>> pools;

    /**
     * @param userAgent of what HttpClient sends by itself: the requests for a tunnel
     * @param pools     gets the pool of each client
     */
    AsyncHttpClientFactory(
            CamelContext camelContext, ThreadFactory threads, String userAgent, Consumer<ConnPoolControl<?>> pools) {
        this.camelContext = camelContext;
        this.threads = threads;
        this.userAgent = userAgent;
        this.pools = pools;
    }

    /**
     * @param name the name under which the component was found, for messages
     * @return a client that is not started yet
     * @throws Exception if the TLS set-up cannot be loaded
     * @throws IllegalArgumentException if the component is set up in a way that only its own client can follow
     */
    CloseableHttpAsyncClient create(HttpComponent http, String name, ConnectionSettings settings) throws Exception {
        rejectWhatCannotBeCarriedOver(http, name);
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_HEADER_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .setBufferSize(BUFFER_SIZE)
                .build();
        ConnectionReuseStrategy reuse = reuse(http);
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create()
                .setConnectionManager(connections(http, settings, new UnloggedHttp1Protocol(limits, reuse)))
                // One is fastest on few cores, and keeps what a component costs in threads at one.
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setSelectInterval(TIMEOUT_GRANULARITY)
                        .build())
                .setThreadFactory(threads)
                .setHttp1Config(limits)
                .setConnectionReuseStrategy(reuse)
                // The default writes every byte, secrets included, to the log "org.apache.hc.client5.http.wire".
                .setIoSessionDecorator(session -> session)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableConnectionState()
                .setUserAgent(userAgent)
                .addExecInterceptorBefore(ChainElement.CONNECT.name(), "purse-begin", CallConnection::begin)
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "purse-leave", CallConnection::leave);
        if (http.isUseSystemProperties()) {
            builder.useSystemProperties();
        }
        proxy(new NetworkSettings(camelContext, http), builder);
        return builder.build();
    }

    /** As HttpClient itself has it. */
    private static ConnectionReuseStrategy reuse(HttpComponent http) {
        boolean never =
                http.isUseSystemProperties() && "false".equalsIgnoreCase(System.getProperty("http.keepAlive", "true"));
        return never ? (request, response, context) -> false : DefaultClientConnectionReuseStrategy.INSTANCE;
    }

    private ClosableConnectionPool connections(
            HttpComponent http, ConnectionSettings settings, UnloggedHttp1Protocol protocol) throws Exception {
        ConnectionConfig.Builder connection =
                ConnectionConfig.custom().setConnectTimeout(Timeout.ofMilliseconds(connectTimeout(http, settings)));
        if (http.getSoTimeout() != DEFAULTS.getSoTimeout()) {
            connection.setSocketTimeout(Timeout.ofMilliseconds(http.getSoTimeout()));
        }
        if (http.getConnectionTimeToLive() >= 0) {
            connection.setTimeToLive(TimeValue.ofMilliseconds(http.getConnectionTimeToLive()));
        }
        int perRoute = maxConnections(http, settings);
        int total = settings.maxConnections().isPresent() ? perRoute : http.getMaxTotalConnections();
        ClosableConnectionPool pool =
                new ClosableConnectionPool(tls(new NetworkSettings(camelContext, http)), protocol);
        pool.setDefaultConnectionConfig(connection.build());
        pool.setDefaultTlsConfig(TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .build());
        if (total > 0) {
            pool.setMaxTotal(total);
        }
        if (perRoute > 0) {
            pool.setDefaultMaxPerRoute(perRoute);
        }
        pools.accept(pool);
        return pool;
    }

    private static TlsStrategy tls(NetworkSettings network) throws Exception {
        return ClientTlsStrategyBuilder.create()
                .setSslContext(network.sslContext())
                .setHostnameVerifier(network.hostnameVerifier())
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .buildAsync();
    }

    private static void proxy(NetworkSettings network, HttpAsyncClientBuilder builder) {
        network.configuredProxy().ifPresent(proxy -> {
            builder.setRoutePlanner(network.routePlanner(proxy));
            if (proxy.username() != null) {
                BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                credentials.setCredentials(
                        new AuthScope(proxy.host(), proxy.port()),
                        new UsernamePasswordCredentials(
                                proxy.username(), proxy.password().toCharArray()));
                builder.setDefaultCredentialsProvider(credentials);
            }
        });
    }

    /**
     * @return how long a response may take to begin by what the component says, or empty if it says nothing
     */
    static Optional<Duration> responseTimeout(HttpComponent http) {
        if (http.getResponseTimeout() != DEFAULTS.getResponseTimeout()) {
            return Optional.of(Duration.ofMillis(http.getResponseTimeout()));
        }
        return http.getSoTimeout() != DEFAULTS.getSoTimeout()
                ? Optional.of(Duration.ofMillis(http.getSoTimeout()))
                : Optional.empty();
    }

    /**
     * @return how long a call may wait for a connection of the pool, or empty if the component says nothing
     */
    static Optional<Duration> connectionRequestTimeout(HttpComponent http) {
        return http.getConnectionRequestTimeout() != DEFAULTS.getConnectionRequestTimeout()
                ? Optional.of(Duration.ofMillis(http.getConnectionRequestTimeout()))
                : Optional.empty();
    }

    private static long connectTimeout(HttpComponent http, ConnectionSettings settings) {
        if (settings.connectTimeout().isPresent()) {
            return settings.connectTimeout().get().toMillis();
        }
        return http.getConnectTimeout() != DEFAULTS.getConnectTimeout()
                ? http.getConnectTimeout()
                : ConnectionSettings.DEFAULT_CONNECT_TIMEOUT.toMillis();
    }

    private static int maxConnections(HttpComponent http, ConnectionSettings settings) {
        if (settings.maxConnections().isPresent()) {
            return settings.maxConnections().get();
        }
        return http.getConnectionsPerRoute() != DEFAULTS.getConnectionsPerRoute()
                ? http.getConnectionsPerRoute()
                : http.getMaxTotalConnections();
    }

    @SuppressWarnings("deprecation") // What is deprecated can still be set.
    private static void rejectWhatCannotBeCarriedOver(HttpComponent http, String name) {
        List<String> options = new ArrayList<>();
        rejectIf(http.getHttpClientConfigurer() != null, "httpClientConfigurer", options);
        rejectIf(http.getClientConnectionManager() != null, "clientConnectionManager", options);
        rejectIf(http.getHttpContext() != null, "httpContext", options);
        rejectIf(http.getCookieStore() != null, "cookieStore", options);
        rejectIf(http.getHttpActivityListener() != null, "httpActivityListener", options);
        rejectIf(http.isLogHttpActivity(), "logHttpActivity", options);
        HttpConfiguration common = http.getHttpConfiguration();
        rejectIf(common != null && common.getAuthMethod() != null, "httpConfiguration.authMethod", options);
        rejectIf(common != null && common.getProxyHost() != null, "httpConfiguration.proxyHost", options);
        rejectIf("NTLM".equalsIgnoreCase(http.getProxyAuthMethod()), "proxyAuthMethod=NTLM", options);
        rejectIf(http.getProxyAuthDomain() != null, "proxyAuthDomain", options);
        rejectIf(http.getProxyAuthNtHost() != null, "proxyAuthNtHost", options);
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("The HTTP component '" + name + "' is set up with "
                    + String.join(", ", options)
                    + ", which the non-blocking client of the purse component cannot follow. Name another component"
                    + " with the option httpComponent, or pass a ready CloseableHttpAsyncClient with the option"
                    + " httpClient.");
        }
    }

    private static void rejectIf(boolean set, String option, List<String> options) {
        if (set) {
            options.add(option);
        }
    }
}
