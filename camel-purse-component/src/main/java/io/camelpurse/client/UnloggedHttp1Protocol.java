package io.camelpurse.client;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * HttpCore's HTTP/1.1 on each new connection, instead of the protocol of HttpClient, which writes the headers of every
 * response to the log {@code org.apache.hc.client5.http.headers}, and the messages of HttpCore's exceptions, which
 * quote malformed responses, to other ones. Card data and tokens that a peer sends are in no log at any level.
 */
final class UnloggedHttp1Protocol {

    private final ClientHttp1StreamDuplexerFactory streams;

    UnloggedHttp1Protocol(Http1Config limits, ConnectionReuseStrategy reuse) {
        this.streams = new ClientHttp1StreamDuplexerFactory(
                HttpProcessorBuilder.create().build(),
                limits,
                CharCodingConfig.DEFAULT,
                reuse,
                new DefaultHttpResponseParserFactory(limits),
                DefaultHttpRequestWriterFactory.INSTANCE,
                null);
    }

    /** Connects as the given one, and replaces the protocol before the first byte. */
    ConnectionInitiator connecting(ConnectionInitiator initiator) {
        return new Connecting(initiator);
    }

    private void speak(IOSession session) {
        if (session instanceof ProtocolIOSession connection) {
            connection.upgrade(new Handler(streams.create(connection)));
            // What goes on behind the tunnel of a proxy.
            connection.registerProtocol(ApplicationProtocol.HTTP_1_1.id, this::upgrade);
        }
    }

    private void upgrade(ProtocolIOSession connection, FutureCallback<ProtocolIOSession> callback) {
        Handler handler = new Handler(streams.create(connection));
        connection.upgrade(handler);
        try {
            handler.connected(connection);
            if (callback != null) {
                callback.completed(connection);
            }
        } catch (IOException e) {
            handler.exception(connection, e);
        }
    }

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
            return initiator.connect(
                    remoteEndpoint,
                    remoteAddress,
                    localAddress,
                    timeout,
                    attachment,
                    new CallbackContribution<>(callback) {
                        @Override
                        public void completed(IOSession session) {
                            speak(session);
                            if (callback != null) {
                                callback.completed(session);
                            }
                        }
                    });
        }
    }

    /** Says of a malformed response what is wrong with it, and nothing of what is in it. */
    private static final class Handler extends ClientHttp1IOEventHandler {

        private final ClientHttp1StreamDuplexer stream;

        Handler(ClientHttp1StreamDuplexer stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        public void inputReady(IOSession session, ByteBuffer source) throws IOException {
            try {
                stream.onInput(source);
            } catch (HttpException e) {
                stream.onException(MalformedResponseException.of(e));
            }
        }

        @Override
        public void exception(IOSession session, Exception cause) {
            super.exception(session, MalformedResponseException.of(cause));
        }
    }
}
