package io.camelpurse.client;

import io.camelpurse.text.OptionValues;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.CamelProxyRoutePlanner;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.ssl.SSLContexts;

/** What a camel-http component says of TLS and proxies: read in one place, for calls and for the diagnosis of them. */
public final class NetworkSettings {

    /** A name or an address, also one of IPv6. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+|\\[?[0-9A-Fa-f:.]+(%\\w+)?]?");

    private final CamelContext camelContext;
    private final HttpComponent http;

    NetworkSettings(CamelContext camelContext, HttpComponent http) {
        this.camelContext = camelContext;
        this.http = http;
    }

    /**
     * The settings of a component.
     *
     * @param camelContext  where the component is
     * @param httpComponent its name
     * @return the settings as they are when they are asked for
     * @throws IllegalArgumentException if it is no component of camel-http
     */
    public static NetworkSettings of(CamelContext camelContext, String httpComponent) {
        return new NetworkSettings(camelContext, component(camelContext, httpComponent));
    }

    static HttpComponent component(CamelContext camelContext, String name) {
        if (camelContext.getComponent(name) instanceof HttpComponent http) {
            return http;
        }
        throw new IllegalArgumentException("The option httpComponent names '" + name
                + "', which is no component of camel-http: name one that is, such as https");
    }

    /**
     * What connections are encrypted with.
     *
     * @return with the trust store and the keys of the component
     * @throws Exception if they cannot be loaded
     */
    public SSLContext sslContext() throws Exception {
        SSLContextParameters parameters = http.getSslContextParameters();
        if (parameters == null && http.isUseGlobalSslContextParameters()) {
            parameters = camelContext.getSSLContextParameters();
        }
        if (parameters != null) {
            return parameters.createSSLContext(camelContext);
        }
        return http.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }

    /** Decides whether a certificate is one for a host. */
    public HostnameVerifier hostnameVerifier() {
        return http.getX509HostnameVerifier();
    }

    /**
     * The proxy that requests go through.
     *
     * @param target of the requests
     * @return nothing if they go to the host itself
     * @throws IllegalArgumentException if there is no route to the target
     */
    public Optional<HttpProxy> proxy(URI target) {
        Optional<HttpProxy> configured = configuredProxy();
        if (configured.isEmpty() && !http.isUseSystemProperties()) {
            return Optional.empty();
        }
        HttpRoutePlanner planner = configured
                .<HttpRoutePlanner>map(this::routePlanner)
                .orElseGet(() -> new SystemDefaultRoutePlanner(null, ProxySelector.getDefault()));
        HttpHost proxy;
        try {
            proxy = planner.determineRoute(HttpHost.create(target), HttpClientContext.create())
                    .getProxyHost();
        } catch (HttpException e) {
            throw new IllegalArgumentException("There is no route to " + target.getHost(), e);
        }
        return Optional.ofNullable(proxy)
                .map(host -> configured.orElse(
                        new HttpProxy(host.getSchemeName(), host.getHostName(), host.getPort(), null, null)));
    }

    @SuppressWarnings("deprecation") // proxyAuthHost and proxyAuthPort still count in camel-http, and count first.
    Optional<HttpProxy> configuredProxy() {
        String host = first(
                first(http.getProxyAuthHost(), http.getProxyHost()), camelContext.getGlobalOption("http.proxyHost"));
        String globalPort = camelContext.getGlobalOption("http.proxyPort");
        Integer port = first(
                first(http.getProxyAuthPort(), http.getProxyPort()),
                globalPort == null ? null : Integer.valueOf(globalPort));
        if (host == null || port == null) {
            return Optional.empty();
        }
        if (!HOST.matcher(host).matches()) {
            // Without the value: it may have credentials in front of the host.
            throw new IllegalArgumentException(
                    "The option proxyHost of the HTTP component is no host name: set it to the name alone, proxyPort to"
                            + " the port, and credentials as proxyAuthUsername and proxyAuthPassword");
        }
        String scheme =
                first(http.getProxyAuthScheme(), first(camelContext.getGlobalOption("http.proxyScheme"), "http"));
        boolean credentials = http.getProxyAuthUsername() != null && http.getProxyAuthPassword() != null;
        return Optional.of(new HttpProxy(
                scheme,
                host,
                port,
                credentials ? http.getProxyAuthUsername() : null,
                credentials ? http.getProxyAuthPassword() : null));
    }

    HttpRoutePlanner routePlanner(HttpProxy proxy) {
        return new CamelProxyRoutePlanner(
                new HttpHost(proxy.scheme(), proxy.host(), proxy.port()),
                Set.copyOf(OptionValues.list(http.getNonProxyHosts())));
    }

    private static <T> T first(T preferred, T fallback) {
        return preferred != null ? preferred : fallback;
    }
}
