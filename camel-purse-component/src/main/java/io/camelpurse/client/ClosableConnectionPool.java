package io.camelpurse.client;

import java.util.concurrent.Future;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.Timeout;

/** Pools connections so that ending a call also ends the connection that is being established for it. */
final class ClosableConnectionPool extends PoolingAsyncClientConnectionManager {

    private final UnloggedHttp1Protocol protocol;

    ClosableConnectionPool(TlsStrategy tls, UnloggedHttp1Protocol protocol) {
        super(RegistryBuilder.<TlsStrategy>create()
                .register(URIScheme.HTTPS.getId(), tls)
                .build());
        this.protocol = protocol;
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint endpoint,
            ConnectionInitiator initiator,
            Timeout timeout,
            Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        return super.connect(
                endpoint,
                CallConnection.connecting(protocol.connecting(initiator), context),
                timeout,
                attachment,
                context,
                callback);
    }
}
