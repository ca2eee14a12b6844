package io.camelpurse.client;

import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/** A header whose value goes to the wire and nowhere else: HttpClient logs headers by their {@code toString}. */
final class MaskedHeader extends BasicHeader {

    MaskedHeader(String name, String value) {
        super(name, value, true);
    }

    /** A link of HttpClient's chain, behind the one that adds the credentials of a proxy that makes no tunnel. */
    static void maskProxyCredentials(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        maskProxyCredentials(request);
        chain.proceed(request, entity, scope, callback);
    }

    /** HttpClient makes them a header that is logged like any. */
    static void maskProxyCredentials(HttpRequest request) {
        Header credentials = request.getFirstHeader(HttpHeaders.PROXY_AUTHORIZATION);
        if (credentials != null) {
            request.setHeader(new MaskedHeader(credentials.getName(), credentials.getValue()));
        }
    }

    /** The value, and the part behind a scheme such as {@code Bearer}: whoever repeats it may leave that out. */
    List<String> secrets() {
        String credentials = getValue().substring(getValue().indexOf(' ') + 1);
        return List.of(getValue(), credentials);
    }

    @Override
    public String toString() {
        return getName() + ": xxxxxx";
    }
}
