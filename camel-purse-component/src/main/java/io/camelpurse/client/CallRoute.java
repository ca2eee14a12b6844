package io.camelpurse.client;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * What HttpClient knows of a call's way to the server, and tells nobody outside its chain.
 */
final class CallRoute {

    private static final String SCOPE = CallRoute.class.getName();

    private CallRoute() {}

    /** A link of HttpClient's chain, in front of the one that asks the pool. */
    static void note(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        scope.clientContext.setAttribute(SCOPE, scope);
        chain.proceed(request, entity, scope, callback);
    }

    /**
     * Whether a call still waits for a connection of the pool. HttpClient's own connection request time-out is looked at
     * only when some connection comes back, so that it ends no waiting while all of them hang.
     */
    static boolean waitsForConnection(HttpClientContext context) {
        return context.getAttribute(SCOPE) instanceof AsyncExecChain.Scope scope
                && !scope.execRuntime.isEndpointAcquired();
    }

    /** Whether a call goes through a tunnel that a proxy makes. */
    static boolean isTunnelled(HttpClientContext context) {
        return context.getAttribute(SCOPE) instanceof AsyncExecChain.Scope scope && scope.route.isTunnelled();
    }
}
