package io.camelpurse.client;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.concurrent.BasicFuture;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.concurrent.FutureContribution;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Tracks a call through HttpClient, so that it can be ended in every state: while it waits for a connection, while the
 * connection is established, and while the request and the response are transferred.
 *
 * <p>HttpClient's own cancellation knows only what the call depended on last, and where a connection of the pool is
 * free at once, that is the lease, which has ended: the call goes on, and keeps its connection.
 */
final class CallConnection implements CancellableDependency {

    private static final String ATTRIBUTE = CallConnection.class.getName();

    private enum Departure {
        AHEAD,
        LEFT,
        WITHDRAWN
    }

    private final AtomicReference<Departure> departure = new AtomicReference<>(Departure.AHEAD);
    private final Queue<Cancellable> dependencies = new ConcurrentLinkedQueue<>();
    private final Deadline deadline;
    private volatile AsyncExecChain.Scope scope;
    private volatile boolean ended;

    private CallConnection(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Tracks the call that has this context. */
    static CallConnection in(HttpContext context, Deadline deadline) {
        CallConnection connection = new CallConnection(deadline);
        context.setAttribute(ATTRIBUTE, connection);
        return connection;
    }

    /** A link of HttpClient's chain, in front of the one that asks the pool. */
    static void begin(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        CallConnection connection = of(scope.clientContext);
        if (connection == null) {
            chain.proceed(request, entity, scope, callback);
            return;
        }
        AsyncExecChain.Scope own = new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                connection,
                scope.clientContext,
                scope.execRuntime,
                scope.scheduler,
                scope.execCount);
        connection.scope = own;
        chain.proceed(request, entity, own, callback);
    }

    /** A link of HttpClient's chain, after the one that connects: what was withdrawn goes no further. */
    static void leave(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        CallConnection connection = of(scope.clientContext);
        if (connection == null || connection.mayLeave()) {
            boolean proxied = scope.route.getProxyHost() != null;
            chain.proceed(request, entity, scope, new ChallengeRemovingCallback(callback, proxied));
        } else {
            callback.failed(new RequestNotExecutedException("The call was given up before it left"));
        }
    }

    /** Connects for the call that has this context, so that ending the call ends a connection that is being made. */
    static ConnectionInitiator connecting(ConnectionInitiator initiator, HttpContext context) {
        CallConnection connection = of(context);
        return connection == null ? initiator : connection.new Connecting(initiator);
    }

    private static CallConnection of(HttpContext context) {
        return context != null && context.getAttribute(ATTRIBUTE) instanceof CallConnection connection
                ? connection
                : null;
    }

    /**
     * Makes sure that a request which has not left never will.
     *
     * @return whether it never left; {@code false} if it did, or if that is not known, since the client is none of
     *     ours
     */
    boolean withdraw() {
        boolean withdrawn =
                departure.compareAndSet(Departure.AHEAD, Departure.WITHDRAWN) || departure.get() == Departure.WITHDRAWN;
        return withdrawn && scope != null;
    }

    /** Once, or again with the credentials that a proxy asked for. */
    private boolean mayLeave() {
        return departure.compareAndSet(Departure.AHEAD, Departure.LEFT) || departure.get() == Departure.LEFT && !ended;
    }

    /** Closes the connection that the call has, or ends what would get it one, and frees its place in the pool. */
    void end() {
        ended = true;
        departure.compareAndSet(Departure.AHEAD, Departure.WITHDRAWN);
        try {
            Cancellable dependency;
            while ((dependency = dependencies.poll()) != null) {
                dependency.cancel();
            }
        } finally {
            // Cancelling ends no response with an error status, since HttpClient takes it to be complete.
            AsyncExecChain.Scope current = scope;
            if (current != null) {
                current.execRuntime.discardEndpoint();
            }
        }
    }

    /**
     * Whether a call still waits for a connection of the pool. HttpClient's own connection request timeout is checked
     * only when some connection is returned, so that it ends no waiting while all of them hang.
     */
    boolean waitsForConnection() {
        AsyncExecChain.Scope current = scope;
        return current != null && !current.execRuntime.isEndpointAcquired();
    }

    /** Whether a call goes through a tunnel that a proxy makes. */
    boolean isTunnelled() {
        AsyncExecChain.Scope current = scope;
        return current != null && current.route.isTunnelled();
    }

    /** HttpClient says what the call depends on from now on; all that it ever depended on can be cancelled. */
    @Override
    public void setDependency(Cancellable dependency) {
        dependencies.add(dependency);
        if (ended) {
            end();
        }
    }

    @Override
    public boolean isCancelled() {
        return ended;
    }

    @Override
    public boolean cancel() {
        end();
        return true;
    }

    /**
     * HttpCore forgets a connection that is cancelled at the moment at which it begins to be made: it stays open and
     * belongs to nobody. So none is cancelled; it gets no more time than the call has, and is closed as soon as it is
     * made.
     */
    private final class Connecting implements ConnectionInitiator {

        private final ConnectionInitiator initiator;

        Connecting(ConnectionInitiator initiator) {
            this.initiator = initiator;
        }

        @Override
        public Future<IOSession> connect(
                NamedEndpoint remoteEndpoint,
                SocketAddress remoteAddress,
                SocketAddress localAddress,
                Timeout timeout,
                Object attachment,
                FutureCallback<IOSession> callback) {
            BasicFuture<IOSession> connected = new BasicFuture<>(callback);
            if (ended) {
                connected.failed(new RequestNotExecutedException("The call was given up before it was connected"));
                return connected;
            }
            initiator.connect(
                    remoteEndpoint,
                    remoteAddress,
                    localAddress,
                    withinTheCall(timeout),
                    attachment,
                    new FutureContribution<>(connected) {
                        @Override
                        public void completed(IOSession session) {
                            // Until the end of the TLS handshake, the connection belongs to nobody who could close it.
                            setDependency(() -> closeUnused(session));
                            if (!connected.completed(session)) {
                                session.close(CloseMode.IMMEDIATE);
                            }
                        }
                    });
            return connected;
        }

        private Timeout withinTheCall(Timeout timeout) {
            long left = deadline.leftMillis() + HttpTransport.BEHIND_THE_DEADLINE.toMillis();
            return TimeValue.isPositive(timeout) && timeout.toMilliseconds() < left
                    ? timeout
                    : Timeout.ofMilliseconds(left);
        }

        private boolean closeUnused(IOSession session) {
            if (departure.get() != Departure.LEFT) {
                session.close(CloseMode.IMMEDIATE);
            }
            return true;
        }
    }
}
