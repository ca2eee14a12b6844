package io.camelpurse.doctor;

import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.client.HttpProxy;
import io.camelpurse.doctor.NetworkPath.RejectedByProxyException;
import java.net.URI;
import java.util.Optional;

/** The proxy that is configured lets connections to the host pass. */
final class ProxyCheck implements Check {

    private static final int CREDENTIALS_REQUIRED = 407;

    @Override
    public Finding examine(Examination examination) {
        return examination.ofEachHost(url -> {
            Optional<HttpProxy> proxy = examination.path().proxy(url);
            return proxy.isEmpty() ? direct(url) : through(examination, url, proxy.get());
        });
    }

    /** A proxy that the JVM has and the component does not use. */
    private static Finding direct(URI url) {
        String property = url.getScheme() + ".proxyHost";
        return System.getProperty(property) == null
                ? Finding.ok("none configured for " + url.getHost())
                : Finding.warning(
                        "none configured for " + url.getHost() + ", but the system property " + property + " is set",
                        "If calls to Purse are to go through that proxy, set"
                                + " camel.component.https.use-system-properties=true");
    }

    private static Finding through(Examination examination, URI url, HttpProxy proxy) {
        if (!Examination.isEncrypted(url)) {
            return Finding.ok("requests to " + url.getHost() + " go through " + proxy);
        }
        try {
            examination.path().open(url).close();
            return Finding.ok(proxy + " connects to " + url.getHost());
        } catch (RejectedByProxyException e) {
            return Finding.failed(
                    proxy + " rejected the connection to " + url.getHost() + " with status " + e.status(),
                    e.status() == CREDENTIALS_REQUIRED
                            ? "Set proxyAuthMethod, proxyAuthUsername and proxyAuthPassword on the HTTP component"
                            : "Let the proxy allow " + url.getHost() + ":" + ConfiguredUrls.port(url)
                                    + ", or name the host in nonProxyHosts of the HTTP component");
        } catch (Exception e) {
            return Finding.failed(
                    proxy + " did not connect to " + url.getHost() + ": "
                            + e.getClass().getSimpleName(),
                    "Check proxyHost, proxyPort and proxyAuthScheme of the HTTP component");
        }
    }
}
