package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One request, sent once, ended in time, whatever the other side does. Tests
 * {@link HttpTransport}, {@link BoundedResponseConsumer} and {@link ContentDecoding}.
 */
class HttpTransportTest {

    private static final int MAXIMUM = 10_000;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    private final OpenCalls openCalls = new OpenCalls();
    private CloseableHttpAsyncClient client;

    @AfterEach
    void stop() {
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void aResponseThatInvitesToRetryIsNotRetriedByTheHttpClient(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.send(output, status, "Retry-After: 0\r\n", ""))) {
            assertThat(post(server, transport()).join().head().getCode()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void retryAfterAnHourDelaysNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.send(output, 503, "Retry-After: 3600\r\n", ""))) {
            assertThat(post(server, transport())
                            .get(PATIENCE, TimeUnit.SECONDS)
                            .head()
                            .getCode())
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aConnectionThatIsClosedWithoutAResponseIsNotRetried(String method) throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> socket.close())) {
            assertThat(failure(send(method, server, transport(), in(10_000))).callOutcome())
                    .isEqualTo(CallOutcome.UNKNOWN);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aResetIsNotRetried() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(failure(post(server, transport())).callOutcome()).isEqualTo(CallOutcome.UNKNOWN);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aConnectionThatDiedInThePoolIsNotRetriedWithAPost() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            ScriptedServer.json(output, 200, "{}");
            socket.close();
            closed.countDown();
        })) {
            HttpTransport transport = transport();
            post(server, transport).join();
            closed.await();
            // Either it is seen to be dead, and another one is made, or the call fails: never two requests for one
            // call.
            post(server, transport).handle((response, failure) -> response).join();
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aConnectionThatIsNeverAcceptedEndsByConnectTimeoutAndNothingWasSent() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = fillBacklog(deaf);
            HttpTransport transport =
                    transport(new ConnectionSettings("http", Optional.of(Duration.ofMillis(200)), Optional.empty()));
            URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            CallFailedException failure = failure(transport.send(
                    new TransportRequest("POST", uri, List.of(), body("{}"), ContentType.APPLICATION_JSON),
                    in(30_000)));
            assertThat(failure.callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(failure).hasMessageContaining("ConnectTimeoutException");
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void aSlowBodyIsCutByTheDeadlineThoughEveryByteIsInTime() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, OK + "Content-Length: 100000\r\n\r\n");
            trickle(socket, output, "x", Integer.MAX_VALUE);
        })) {
            assertThat(failure(send("GET", server, transport(), in(400)))).hasMessageContaining("totalTimeout");
        }
    }

    @Test
    void aSlowHeadIsCutByTheDeadlineThoughEveryByteIsInTime() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, "HTTP/1.1 200 OK\r\nX-Slow: ");
            trickle(socket, output, "x", Integer.MAX_VALUE);
        })) {
            assertThat(failure(send("GET", server, transport(), in(400)))).hasMessageContaining("totalTimeout");
        }
    }

    @Test
    void preliminaryResponsesWithoutEndAreCutByTheDeadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) ->
                trickle(socket, output, "HTTP/1.1 103 Early Hints\r\n\r\n", Integer.MAX_VALUE))) {
            assertThat(failure(send("GET", server, transport(), in(400)))).hasMessageContaining("totalTimeout");
        }
    }

    @Test
    void aResponseMayBeAsLongAsAllowed() throws Exception {
        try (ScriptedServer server = ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.send(output, 200, "", "x".repeat(MAXIMUM)))) {
            assertThat(send("GET", server, transport(), in(10_000)).join().body())
                    .hasSize(MAXIMUM);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void aResponseOfOneByteTooManyIsRejectedWhateverItsStatus(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.send(output, status, "", "x".repeat(MAXIMUM + 1)))) {
            assertThat(failure(send("GET", server, transport(), in(10_000))))
                    .hasMessageContaining("maxResponseSize=" + MAXIMUM);
        }
    }

    @Test
    void achunkedBodyWithoutEndIsCutAtTheLimit() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, OK + "Transfer-Encoding: chunked\r\n\r\n");
            try {
                while (true) {
                    write(output, "400\r\n" + "x".repeat(1024) + "\r\n");
                }
            } finally {
                cut.countDown();
            }
        })) {
            assertThat(failure(send("GET", server, transport(), in(10_000)))).hasMessageContaining("maxResponseSize");
            assertThat(cut.await(PATIENCE, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Test
    void aLengthThatPromisesMoreThanComesIsNoResponse() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, OK + "Content-Length: 1000\r\n\r\n{}");
            socket.close();
        })) {
            assertThat(failure(send("GET", server, transport(), in(10_000))).callOutcome())
                    .isEqualTo(CallOutcome.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "-5", "abc"})
    void aLengthThatIsNoLengthIsNoResponse(String length) throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, OK + "Content-Length: " + length + "\r\n\r\n{}");
            socket.close();
        })) {
            assertThat(failure(send("GET", server, transport(), in(20_000)))).hasMessageNotContaining("totalTimeout");
        }
    }

    @Test
    void aResponseHiddenBehindAResponseIsNotTakenForTheNextOne() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            String number = request.path().substring(1);
            write(output, OK + "Content-Length: 1\r\n\r\n" + number + OK + "Content-Length: 8\r\n\r\n\"forged\"");
        })) {
            HttpTransport transport = transport();
            List<String> responses = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                URI uri = URI.create(server.url() + "/" + i);
                String response = transport
                        .send(TransportRequest.get(uri, List.of()), in(20_000))
                        .handle((whole, failure) -> whole == null ? "none" : new String(whole.body()))
                        .join();
                assertThat(response).isIn("none", Integer.toString(i));
                responses.add(response);
            }
            assertThat(responses).as("the first has no hidden one before it").startsWith("0");
        }
    }

    @Test
    void aHeaderLineWithoutEndIsCut() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, "HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                write(output, "x".repeat(8192));
            }
        })) {
            assertThat(failure(send("GET", server, transport(), in(10_000))))
                    .hasMessageNotContaining("totalTimeout")
                    .hasMessageContaining("line length");
        }
    }

    @Test
    void headersWithoutEndAreCut() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; ; i++) {
                write(output, "X-" + i + ": x\r\n");
            }
        })) {
            assertThat(failure(send("GET", server, transport(), in(10_000))))
                    .hasMessageNotContaining("totalTimeout")
                    .hasMessageContaining("header count");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9\r\n",
                "\u0016\u0003\u0001\u0000\u0005",
                "HTTP/9.9 200 OK\r\n\r\n",
                "\r\n\r\n\r\n"
            })
    void whatIsNoHttpIsNoResponse(String garbage) throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            write(output, garbage);
            socket.close();
        })) {
            assertThat(failure(send("GET", server, transport(), in(5_000))).callOutcome())
                    .isEqualTo(CallOutcome.UNKNOWN);
        }
    }

    @Test
    void waitingForAConnectionCountsAndNothingWasSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.with(ScriptedServer::neverRespond)) {
            HttpTransport transport = transport(new ConnectionSettings("http", Optional.empty(), Optional.of(1)));
            post(server, transport);
            await().until(() -> server.requests().size() == 1);
            CallFailedException failure = failure(send("POST", server, transport, in(200)));
            assertThat(failure.callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aCallThatWasGivenUpWhileItWaitedForAConnectionIsNeverSentLater() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            if (request.path().equals("/first")) {
                release.await();
            }
            ScriptedServer.json(output, 200, "{}");
        })) {
            HttpTransport transport = transport(new ConnectionSettings("http", Optional.empty(), Optional.of(1)));
            CompletableFuture<RawResponse> first = transport.send(
                    new TransportRequest(
                            "POST",
                            URI.create(server.url() + "/first"),
                            List.of(),
                            body("{}"),
                            ContentType.APPLICATION_JSON),
                    in(20_000));
            await().until(() -> server.requests().size() == 1);
            URI late = URI.create(server.url() + "/given-up");
            failure(transport.send(
                    new TransportRequest("POST", late, List.of(), body("{}"), ContentType.APPLICATION_JSON), in(100)));
            release.countDown();
            first.join();
            post(server, transport).join();
            assertThat(server.requests()).noneMatch(request -> request.path().equals("/given-up"));
        }
    }

    @Test
    void stoppingEndsCallsThatAreSentAndCallsThatWaitForAConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.with(ScriptedServer::neverRespond)) {
            HttpTransport transport = transport(new ConnectionSettings("http", Optional.empty(), Optional.of(1)));
            CompletableFuture<RawResponse> sent = post(server, transport);
            await().until(() -> server.requests().size() == 1);
            CompletableFuture<RawResponse> waiting = post(server, transport);
            openCalls.endAll();
            assertThat(failure(sent).callOutcome()).isEqualTo(CallOutcome.UNKNOWN);
            assertThat(failure(waiting).callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        }
    }

    @Test
    void aCallAfterTheStopIsNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {})) {
            HttpTransport transport = transport();
            openCalls.endAll();
            assertThat(failure(post(server, transport)).callOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aBodyThatWasWithdrawnCannotLeaveAnyMore() {
        TrackedEntity entity = new TrackedEntity(body("{}"), ContentType.APPLICATION_JSON);
        assertThat(entity.withdraw()).isTrue();
        assertThat(entity.withdraw()).isTrue();
        assertThat(catchThrowableOfType(Exception.class, () -> entity.produce(null)))
                .hasMessageContaining("given up");
    }

    @Test
    void nothingIsKeptOfCallsThatHaveEnded() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> {
            if (request.path().equals("/bad")) {
                socket.close();
            } else {
                ScriptedServer.json(output, 200, "{}");
            }
        })) {
            HttpTransport transport = transport();
            post(server, transport).join();
            failure(transport.send(TransportRequest.get(URI.create(server.url() + "/bad"), List.of()), in(5_000)));
            // A caller may go on a moment before the call has cleared up behind itself.
            await().untilAsserted(() -> {
                assertThat(openCalls.size()).isZero();
                assertThat(((ScheduledThreadPoolExecutor) timer).getQueue())
                        .allMatch(task -> ((Future<?>) task).isCancelled());
            });
        }
    }

    private HttpTransport transport() throws Exception {
        return transport(new ConnectionSettings("http", Optional.empty(), Optional.empty()));
    }

    private HttpTransport transport(ConnectionSettings settings) throws Exception {
        client = new AsyncHttpClientFactory(
                        PURSE.context(),
                        work -> {
                            Thread thread = new Thread(work);
                            thread.setDaemon(true);
                            return thread;
                        },
                        "test",
                        pool -> {})
                .create(PURSE.context().getComponent("http", HttpComponent.class), "http", settings);
        client.start();
        return new HttpTransport(
                client,
                new CallTimer(Scheduler.of(timer), openCalls, TimeSource.system()),
                Duration.ofSeconds(20),
                Optional.empty(),
                MAXIMUM);
    }

    private static CompletableFuture<RawResponse> post(ScriptedServer server, HttpTransport transport) {
        return send("POST", server, transport, in(20_000));
    }

    private static CompletableFuture<RawResponse> send(
            String method, ScriptedServer server, HttpTransport transport, Deadline deadline) {
        byte[] entity = method.equals("GET") ? null : body("{}");
        return transport.send(
                new TransportRequest(
                        method, URI.create(server.url() + "/"), List.of(), entity, ContentType.APPLICATION_JSON),
                deadline);
    }

    private static CallFailedException failure(CompletableFuture<RawResponse> response) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, response::join);
        assertThat(failure).hasCauseInstanceOf(CallFailedException.class);
        return (CallFailedException) failure.getCause();
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Deadline in(long millis) {
        return Deadline.in(Duration.ofMillis(millis), TimeSource.system());
    }

    private static void write(OutputStream output, String text) throws java.io.IOException {
        output.write(text.getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
    }

    /** Bytes that come often enough for any timeout between two of them. */
    private static void trickle(Socket socket, OutputStream output, String text, int times)
            throws java.io.IOException, InterruptedException {
        for (int i = 0; i < times && !socket.isClosed(); i++) {
            write(output, text);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Linux lets a handshake hang when the queue of connections to accept is full. */
    private static List<Socket> fillBacklog(ServerSocket deaf) throws java.io.IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(deaf.getLocalSocketAddress(), 100);
            } catch (java.net.SocketTimeoutException full) {
                return sockets;
            }
        }
        return sockets;
    }
}
