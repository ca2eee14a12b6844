package io.camelpurse.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Masks the credentials of the proxy in the request for a tunnel. HttpClient makes that request behind its chain, so that
 * no link of the chain sees it, and logs its headers.
 */
final class MaskedTunnel implements AsyncExecRuntime {

    private final AsyncExecRuntime runtime;

    private MaskedTunnel(AsyncExecRuntime runtime) {
        this.runtime = runtime;
    }

    static AsyncExecRuntime on(HttpRoute route, AsyncExecRuntime runtime) {
        return route.isTunnelled() ? new MaskedTunnel(runtime) : runtime;
    }

    @Override
    public Cancellable execute(String id, AsyncClientExchangeHandler exchangeHandler, HttpClientContext context) {
        return runtime.execute(id, new Masking(exchangeHandler), context);
    }

    @Override
    public boolean isEndpointAcquired() {
        return runtime.isEndpointAcquired();
    }

    @Override
    public Cancellable acquireEndpoint(
            String id,
            HttpRoute route,
            Object state,
            HttpClientContext context,
            FutureCallback<AsyncExecRuntime> callback) {
        return runtime.acquireEndpoint(id, route, state, context, callback);
    }

    @Override
    public void releaseEndpoint() {
        runtime.releaseEndpoint();
    }

    @Override
    public void discardEndpoint() {
        runtime.discardEndpoint();
    }

    @Override
    public boolean isEndpointConnected() {
        return runtime.isEndpointConnected();
    }

    @Override
    public Cancellable connectEndpoint(HttpClientContext context, FutureCallback<AsyncExecRuntime> callback) {
        return runtime.connectEndpoint(context, callback);
    }

    @Override
    public void disconnectEndpoint() {
        runtime.disconnectEndpoint();
    }

    @Override
    public void upgradeTls(HttpClientContext context) {
        runtime.upgradeTls(context);
    }

    @Override
    public void upgradeTls(HttpClientContext context, FutureCallback<AsyncExecRuntime> callback) {
        runtime.upgradeTls(context, callback);
    }

    @Override
    public EndpointInfo getEndpointInfo() {
        return runtime.getEndpointInfo();
    }

    @Override
    public boolean validateConnection() {
        return runtime.validateConnection();
    }

    @Override
    public void markConnectionReusable(Object state, TimeValue validity) {
        runtime.markConnectionReusable(state, validity);
    }

    @Override
    public void markConnectionNonReusable() {
        runtime.markConnectionNonReusable();
    }

    @Override
    public AsyncExecRuntime fork() {
        return new MaskedTunnel(runtime.fork());
    }

    private record Masking(AsyncClientExchangeHandler handler) implements AsyncClientExchangeHandler {

        @Override
        public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
            handler.produceRequest(
                    (request, entity, own) -> {
                        MaskedHeader.maskProxyCredentials(request);
                        channel.sendRequest(request, entity, own);
                    },
                    context);
        }

        @Override
        public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context)
                throws HttpException, IOException {
            handler.consumeResponse(response, entity, context);
        }

        @Override
        public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException, IOException {
            handler.consumeInformation(response, context);
        }

        @Override
        public void cancel() {
            handler.cancel();
        }

        @Override
        public void failed(Exception cause) {
            handler.failed(cause);
        }

        @Override
        public void releaseResources() {
            handler.releaseResources();
        }

        @Override
        public int available() {
            return handler.available();
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            handler.produce(channel);
        }

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            handler.updateCapacity(channel);
        }

        @Override
        public void consume(ByteBuffer source) throws IOException {
            handler.consume(source);
        }

        @Override
        public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
            handler.streamEnd(trailers);
        }
    }
}
