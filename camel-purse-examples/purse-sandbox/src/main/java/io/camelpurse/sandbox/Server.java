package io.camelpurse.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The HTTP server with one event loop: HTTP/1.1 and HTTP/2 without TLS on the same port. */
final class Server {
    private static final int MANY_STREAMS = 100_000;

    private final Vertx vertx;
    private final EventLoop loop;
    private final RunningSandbox sandbox;
    private String baseUrl;

    private Server(SandboxOptions options) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setMaxEventLoopExecuteTime(30)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        loop = new EventLoop(vertx);
        var key = SigningKeys.first();
        sandbox = loop.call(() -> new RunningSandbox(vertx, options, key));
    }

    static Server start(SandboxOptions options) {
        Server server = new Server(options);
        try {
            server.listen(options);
            return server;
        } catch (CompletionException e) {
            server.close();
            throw new IllegalStateException(
                    "The sandbox cannot listen on " + options.host() + ":" + options.port() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    RunningSandbox sandbox() {
        return sandbox;
    }

    EventLoop loop() {
        return loop;
    }

    String baseUrl() {
        return baseUrl;
    }

    void close() {
        loop.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void listen(SandboxOptions options) {
        HttpServer http = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setAcceptBacklog(10_000)
                        .setHandle100ContinueAutomatically(true)
                        .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MANY_STREAMS)))
                .connectionHandler(connection -> connection.closeHandler(ignored -> sandbox.journal.closed(connection)))
                .requestHandler(Routes.create(vertx, sandbox));
        http.listen().toCompletionStage().toCompletableFuture().join();
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        baseUrl = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + http.actualPort();
        loop.run(() -> sandbox.listensAt(baseUrl));
    }
}
