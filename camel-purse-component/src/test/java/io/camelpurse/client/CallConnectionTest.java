package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.camelpurse.CallOutcome;
import io.camelpurse.Credentials;
import io.camelpurse.fixture.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A call that has ended has no open connection and no place in the pool, whatever it was doing. Tests
 * {@link CallConnection}, {@link CallStartTime} and {@link OpenCalls}.
 */
class CallConnectionTest {

    private static final int MAXIMUM = 10_000;
    private static final Duration DEADLINE = Duration.ofMillis(300);

    /** So long that the server receives the requests of all calls that run at once. */
    private static final Duration CONCURRENT_DEADLINE = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofMinutes(2);

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** Not of PurseExtension: tests run concurrently, and one sets a proxy for all connections of its context. */
    private final CamelContext context = new DefaultCamelContext();

    private final ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(1);
    private final OpenCalls openCalls = new OpenCalls();
    private CloseableHttpAsyncClient client;

    /** What a server does with a request until the connection is closed. */
    enum Peer {
        SILENT("", ""),
        DRIPPING_HEAD(OK + "X-Slow: ", "x"),
        DRIPPING_BODY(OK + "Content-Length: 100000\r\n\r\n", "x"),
        DRIPPING_CHUNKS(OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        DRIPPING_UNTIL_CLOSED(OK + "Connection: close\r\n\r\n", "x"),
        DRIPPING_REJECTION("HTTP/1.1 400 Bad Request\r\nContent-Length: 100000\r\n\r\n", "x"),
        DRIPPING_FAILURE("HTTP/1.1 503 Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        EARLY_HINTS("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
        STALLED_BODY(OK + "Content-Length: 10\r\n\r\n12345", "");

        private final String beginning;
        private final String drop;

        Peer(String beginning, String drop) {
            this.beginning = beginning;
            this.drop = drop;
        }

        void respond(Socket socket, OutputStream output) throws IOException, InterruptedException {
            write(output, beginning);
            if (drop.isEmpty()) {
                awaitEnd(socket);
            }
            while (true) {
                write(output, drop);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    /** How a call comes to its connection. */
    enum Way {
        NEW,
        KEPT_ALIVE,
        AWAITED
    }

    static Stream<Arguments> everyPeerEveryWay() {
        return Stream.of(Peer.values()).flatMap(peer -> Stream.of(Way.values())
                .flatMap(way -> Stream.of("GET", "POST").map(method -> Arguments.of(peer, way, method))));
    }

    /** The first call takes longer than a deadline. */
    @BeforeAll
    static void loadClasses() throws Exception {
        CallConnectionTest first = new CallConnectionTest();
        try (ScriptedServer server = withQuick((request, socket, output) -> {})) {
            send("GET", server, "/quick", first.transport(1), LONG).join();
        } finally {
            first.stop();
        }
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
        scheduler.shutdownNow();
        context.stop();
    }

    @ParameterizedTest
    @MethodSource("everyPeerEveryWay")
    @Execution(CONCURRENT)
    void totalTimeoutClosesTheConnectionAndFreesItsPlace(Peer peer, Way way, String method) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            switch (request.path()) {
                case "/quick" -> ScriptedServer.json(output, 200, "{}");
                case "/held" -> {
                    release.await();
                    ScriptedServer.json(output, 200, "{}");
                }
                default -> untilClosed(closed, () -> peer.respond(socket, output));
            }
        })) {
            HttpTransport transport = transport(1);
            CompletableFuture<RawResponse> call;
            if (way == Way.AWAITED) {
                CompletableFuture<RawResponse> held = send("GET", server, "/held", transport, LONG);
                await().until(() -> server.requests().size() == 1);
                call = send(method, server, "/", transport, CONCURRENT_DEADLINE);
                release.countDown();
                held.join();
            } else {
                if (way == Way.KEPT_ALIVE) {
                    send("GET", server, "/quick", transport, LONG).join();
                    await().until(() -> PoolFigures.of(client).getAvailable() == 1);
                }
                call = send(method, server, "/", transport, CONCURRENT_DEADLINE);
            }
            assertThat(failure(call)).hasMessageContaining("totalTimeout");
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS))
                    .as("the server sees the end")
                    .isTrue();
            assertThat(send("GET", server, "/quick", transport, LONG).join().body())
                    .hasSize(2);
        }
    }

    @Test
    void thePlaceIsFreeWhenTheTimerReachesTheDeadline() throws Exception {
        try (ScriptedServer server = withQuick((request, socket, output) -> awaitEnd(socket))) {
            HttpTransport quick = transport(1);
            send("GET", server, "/quick", quick, LONG).join();
            await().until(() -> PoolFigures.of(client).getAvailable() == 1);
            ManualTime time = new ManualTime(Instant.EPOCH, 0);
            Queue<Runnable> planned = new ArrayDeque<>();
            Scheduler timer = (action, millis) -> {
                planned.add(action);
                return () -> {};
            };
            HttpTransport transport = new HttpTransport(
                    client, new CallTimer(timer, new OpenCalls(), time), LONG, Optional.empty(), MAXIMUM);
            CompletableFuture<RawResponse> call = transport.send(request("POST", server, "/"), Deadline.in(LONG, time));
            await().until(() -> server.requests().size() == 2);
            assertThat(PoolFigures.of(client).getLeased()).isEqualTo(1);
            planned.remove().run();
            assertThat(call).isNotDone();
            time.advance(LONG);
            planned.remove().run();
            assertThat(call).isDone();
            assertThat(failure(call)).hasMessageContaining("totalTimeout");
            assertThat(PoolFigures.of(client).getLeased()).isZero();
        }
    }

    @Test
    void aRequestThatTheServerDoesNotReadIsEnded() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            HttpTransport transport = transport(1);
            CompletableFuture<RawResponse> call = transport.send(
                    new TransportRequest(
                            "POST",
                            uri(deaf, "http"),
                            List.of(),
                            body("x".repeat(20_000_000)),
                            ContentType.APPLICATION_JSON),
                    Deadline.in(DEADLINE, TimeSource.system()));
            assertThat(failure(call).callOutcome()).isEqualTo(CallOutcome.UNKNOWN);
            assertThat(PoolFigures.of(client).getLeased()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 413})
    void aRequestOfWhichTheServerReadsNoMoreThanItsHeadIsEndedByTheResponse(int status) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            serving(listening, socket -> {
                ScriptedServer.json(socket.getOutputStream(), status, "{}");
                untilClosed(closed, () -> {
                    TimeUnit.MILLISECONDS.sleep(200);
                    while (true) {
                        // Fails once the client has closed the connection with a reset.
                        write(socket.getOutputStream(), "x");
                        TimeUnit.MILLISECONDS.sleep(10);
                    }
                });
            });
            HttpTransport transport = transport(1);
            CompletableFuture<RawResponse> call = transport.send(
                    new TransportRequest(
                            "POST",
                            uri(listening, "http"),
                            List.of(),
                            body("x".repeat(20_000_000)),
                            ContentType.APPLICATION_JSON),
                    Deadline.in(LONG, TimeSource.system()));
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS).head().getCode()).isEqualTo(status);
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aConnectionThatIsBeingMadeIsEnded() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = fillBacklog(deaf);
            HttpTransport transport = transport(1);
            CallFailedException failure = failure(transport.send(
                    new TransportRequest(
                            "POST", uri(deaf, "http"), List.of(), body("{}"), ContentType.APPLICATION_JSON),
                    Deadline.in(DEADLINE, TimeSource.system())));
            assertThat(failure).hasMessageContaining("totalTimeout");
            assertThat(failure.callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void aTlsHandshakeThatHangsIsEnded() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            serving(silent, socket -> untilClosed(closed, () -> awaitEnd(socket)));
            HttpTransport transport = transport(1);
            CallFailedException failure = failure(transport.send(
                    new TransportRequest(
                            "POST", uri(silent, "https"), List.of(), body("{}"), ContentType.APPLICATION_JSON),
                    Deadline.in(DEADLINE, TimeSource.system())));
            assertThat(failure.callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS))
                    .as("the server sees the end")
                    .isTrue();
        }
    }

    /** How far a proxy comes with making a tunnel. */
    enum Tunnel {
        NONE(""),
        BEGUN("HTTP/1.1 200 Conn"),
        MADE("HTTP/1.1 200 Connected\r\n\r\n"),
        REJECTED("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000\r\n\r\nx");

        private final String response;

        Tunnel(String response) {
            this.response = response;
        }
    }

    @ParameterizedTest
    @EnumSource(Tunnel.class)
    void aTunnelThatHangsIsEnded(Tunnel tunnel) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer proxy = ScriptedServer.with((request, socket, output) -> {
            write(output, tunnel.response);
            untilClosed(closed, () -> awaitEnd(socket));
        })) {
            HttpComponent http = context.getComponent("http", HttpComponent.class);
            http.setProxyHost("127.0.0.1");
            http.setProxyPort(proxy.port());
            HttpTransport transport = transport(1);
            URI target = URI.create("https://purse.invalid/");
            CallFailedException failure = failure(transport.send(
                    new TransportRequest("POST", target, List.of(), body("{}"), ContentType.APPLICATION_JSON),
                    Deadline.in(DEADLINE, TimeSource.system())));
            assertThat(failure.callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS))
                    .as("the proxy sees the end")
                    .isTrue();
        }
    }

    /** The timeout is of the wait alone, so that the call goes on when it has its connection. */
    @Test
    void aResponseThatTakesLongerThanAConnectionMayTakeIsAwaited() throws Exception {
        CountDownLatch respond = new CountDownLatch(1);
        try (ScriptedServer server = withQuick((request, socket, output) -> {
            respond.await();
            ScriptedServer.json(output, 200, "{}");
        })) {
            HttpTransport transport = transport(1, Optional.of(Duration.ofMillis(100)));
            CompletableFuture<RawResponse> first = send("POST", server, "/slow", transport, LONG);
            await().until(() -> server.requests().size() == 1);
            assertThat(failure(send("POST", server, "/waiting", transport, LONG)))
                    .as("it began later, and its wait has ended")
                    .hasMessageContaining("ConnectionRequestTimeoutException");
            respond.countDown();
            assertThat(first.join().head().getCode()).isEqualTo(200);
        }
    }

    @Test
    void aWaitForAConnectionThatIsTooLongLeavesNothingBehind() throws Exception {
        try (ScriptedServer server = withQuick((request, socket, output) -> awaitEnd(socket))) {
            HttpTransport transport = transport(1, Optional.of(Duration.ofMillis(100)));
            send("GET", server, "/quick", transport, LONG).join();
            CompletableFuture<RawResponse> first = send("POST", server, "/", transport, Duration.ofSeconds(2));
            await().until(() -> server.requests().size() == 2);
            CallFailedException failure = failure(send("POST", server, "/waiting", transport, LONG));
            assertThat(failure).hasMessageContaining("ConnectionRequestTimeoutException");
            assertThat(failure.callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            failure(first);
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(PoolFigures.of(client).getPending()).isZero();
            assertThat(server.requests()).noneMatch(request -> request.path().equals("/waiting"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"NEW", "KEPT_ALIVE"})
    void aResponseThatIsTooLargeClosesItsConnection(Way way) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = withQuick((request, socket, output) -> untilClosed(closed, () -> {
            write(output, OK + "Content-Length: 1000000\r\n\r\n" + "x".repeat(2 * MAXIMUM));
            awaitEnd(socket);
        }))) {
            HttpTransport transport = transport(1);
            if (way == Way.KEPT_ALIVE) {
                send("GET", server, "/quick", transport, LONG).join();
            }
            assertThat(failure(send("POST", server, "/", transport, LONG))).hasMessageContaining("maxResponseSize");
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void aStopClosesEveryConnection(Peer peer) throws Exception {
        CountDownLatch closed = new CountDownLatch(4);
        try (ScriptedServer server =
                withQuick((request, socket, output) -> untilClosed(closed, () -> peer.respond(socket, output)))) {
            HttpTransport transport = transport(4);
            send("GET", server, "/quick", transport, LONG).join();
            List<CompletableFuture<RawResponse>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> send("POST", server, "/", transport, LONG))
                    .toList();
            await().until(() -> server.requests().size() == 5);
            openCalls.endAll();
            // A call that leased a connection for a moment and lost it is ended by the thread that serves connections.
            await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
            assertThat(calls.stream().map(call -> failure(call).callOutcome()).filter(CallOutcome.NOT_EXECUTED::equals))
                    .hasSize(4);
            assertThat(calls).allSatisfy(call -> assertThat(failure(call)).hasMessageContaining("stopping"));
            await().until(() -> PoolFigures.of(client).getLeased() == 0);
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void aTokenRequestIsEndedToo() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = withQuick((request, socket, output) ->
                untilClosed(closed, () -> Peer.DRIPPING_FAILURE.respond(socket, output)))) {
            HttpTransport transport = transport(1);
            send("GET", server, "/quick", transport, LONG).join();
            TokenEndpoint tokens = new TokenEndpoint(
                    URI.create(server.url() + "/oauth/token"),
                    false,
                    null,
                    () -> new Credentials("id", "secret", null),
                    transport,
                    "test",
                    TimeSource.system(),
                    DEADLINE);
            assertThat(catchThrowableOfType(
                            CompletionException.class, () -> tokens.fetch().join()))
                    .hasStackTraceContaining("totalTimeout");
            assertThat(PoolFigures.of(client).getLeased()).isZero();
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Without a link of ours in its chain, its connection ends when the response goes on, or when nothing has come. */
    @ParameterizedTest
    @EnumSource(
            value = Peer.class,
            names = {
                "SILENT",
                "DRIPPING_BODY",
                "DRIPPING_CHUNKS",
                "DRIPPING_UNTIL_CLOSED",
                "DRIPPING_REJECTION",
                "DRIPPING_FAILURE",
                "EARLY_HINTS",
                "STALLED_BODY"
            })
    void aClientThatWasPassedInIsFreeSoonAfterTheDeadline(Peer peer) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server =
                withQuick((request, socket, output) -> untilClosed(closed, () -> peer.respond(socket, output)))) {
            client = HttpAsyncClients.createDefault();
            client.start();
            HttpTransport transport = over(client, Optional.empty());
            send("GET", server, "/quick", transport, LONG).join();
            await().until(() -> PoolFigures.of(client).getAvailable() == 1);
            assertThat(failure(send("POST", server, "/", transport, DEADLINE))).hasMessageContaining("totalTimeout");
            await().until(() -> PoolFigures.of(client).getLeased() == 0);
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    private HttpTransport transport(int connections) throws Exception {
        return transport(connections, Optional.empty());
    }

    private HttpTransport transport(int connections, Optional<Duration> connectionRequestTimeout) throws Exception {
        client = new AsyncHttpClientFactory(
                        context,
                        work -> {
                            Thread thread = new Thread(work);
                            thread.setDaemon(true);
                            return thread;
                        },
                        "test",
                        pool -> {})
                .create(
                        context.getComponent("http", HttpComponent.class),
                        "http",
                        new ConnectionSettings("http", Optional.empty(), Optional.of(connections)));
        client.start();
        return over(client, connectionRequestTimeout);
    }

    private HttpTransport over(CloseableHttpAsyncClient used, Optional<Duration> connectionRequestTimeout) {
        return new HttpTransport(
                used,
                new CallTimer(Scheduler.of(scheduler), openCalls, TimeSource.system()),
                LONG,
                connectionRequestTimeout,
                MAXIMUM);
    }

    private static CompletableFuture<RawResponse> send(
            String method, ScriptedServer server, String path, HttpTransport transport, Duration timeout) {
        return transport.send(request(method, server, path), Deadline.in(timeout, TimeSource.system()));
    }

    private static TransportRequest request(String method, ScriptedServer server, String path) {
        byte[] entity = method.equals("GET") ? null : body("{}");
        return new TransportRequest(
                method, URI.create(server.url() + path), List.of(), entity, ContentType.APPLICATION_JSON);
    }

    private static CallFailedException failure(CompletableFuture<RawResponse> response) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, response::join);
        assertThat(failure).hasCauseInstanceOf(CallFailedException.class);
        return (CallFailedException) failure.getCause();
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ScriptedServer withQuick(ScriptedServer.Script script) throws IOException {
        return ScriptedServer.with((request, socket, output) -> {
            if (request.path().equals("/quick")) {
                ScriptedServer.json(output, 200, "{}");
            } else {
                script.respond(request, socket, output);
            }
        });
    }

    private static URI uri(ServerSocket socket, String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
    }

    private static void awaitEnd(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // What else the client sends is of no interest.
        }
        throw new SocketException("closed by the client");
    }

    private static void untilClosed(CountDownLatch closed, Work work) throws IOException, InterruptedException {
        try {
            work.run();
        } finally {
            closed.countDown();
        }
    }

    private static void serving(ServerSocket listening, Serving serving) {
        Thread thread = new Thread(() -> {
            try (Socket socket = listening.accept()) {
                serving.serve(socket);
            } catch (IOException | InterruptedException ended) {
                // The end of the test, or of the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Linux lets a handshake hang when the queue of connections to accept is full. */
    private static List<Socket> fillBacklog(ServerSocket deaf) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 100);
            } catch (SocketTimeoutException full) {
                return sockets;
            }
        }
        return sockets;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Serving {
        void serve(Socket socket) throws IOException, InterruptedException;
    }
}
