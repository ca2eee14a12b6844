package io.camelpurse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that treats a payment the way its id says, and keeps nothing of what arrives, so that it can run for hours. The
 * tokens that it hands out expire at once, and one in twenty of them it withholds.
 */
final class MisbehavingServer implements AutoCloseable {

    /** What becomes of a call; the name in small letters is the payment's id. */
    enum Behaviour {
        HEALTHY,
        SLOW,
        SILENT,
        DRIPPING_HEAD,
        DRIPPING_BODY,
        DRIPPING_FAILURE,
        HALF_OPEN,
        HALF_READ,
        MALFORMED,
        CUT,
        RESETTING,
        FLOODING_BODY,
        FLOODING_HEADERS,
        FLOODING_HINTS,
        EARLY;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Behaviour of(String path) {
            for (Behaviour behaviour : values()) {
                if (List.of(path.split("/")).contains(behaviour.id())) {
                    return behaviour;
                }
            }
            throw new IllegalArgumentException(path);
        }
    }

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final ServerSocket listening = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "misbehaving-server");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();

    MisbehavingServer() throws IOException {
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** How many connections there are that the client has not closed yet. */
    int openConnections() {
        return open.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.incrementAndGet();
                threads.execute(() -> {
                    try (socket) {
                        serve(socket);
                    } catch (IOException | InterruptedException ended) {
                        // By the client, or by the end of the test.
                    } finally {
                        open.decrementAndGet();
                    }
                });
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        InputStream input = new BufferedInputStream(socket.getInputStream());
        OutputStream output = socket.getOutputStream();
        List<String> head;
        while (!(head = head(input)).isEmpty()) {
            String path = head.get(0).split(" ")[1];
            Behaviour behaviour = path.endsWith("/token") ? token() : Behaviour.of(path);
            if (behaviour != Behaviour.EARLY && behaviour != Behaviour.HALF_READ) {
                input.readNBytes(length(head));
            }
            if (path.endsWith("/token") && behaviour == Behaviour.HEALTHY) {
                ScriptedServer.json(output, 200, "{\"access_token\":\"soak\",\"expires_in\":1}");
            } else {
                respond(behaviour, socket, input, output);
            }
            if (behaviour == Behaviour.EARLY) {
                input.readNBytes(length(head));
            }
        }
    }

    private Behaviour token() {
        return tokens.incrementAndGet() % 20 == 0 ? Behaviour.MALFORMED : Behaviour.HEALTHY;
    }

    private static void respond(Behaviour behaviour, Socket socket, InputStream input, OutputStream output)
            throws IOException, InterruptedException {
        switch (behaviour) {
            case HEALTHY -> ScriptedServer.json(output, 200, ScriptedServer.payment(behaviour.id()));
            case SLOW -> {
                TimeUnit.MILLISECONDS.sleep(100);
                ScriptedServer.json(output, 200, ScriptedServer.payment(behaviour.id()));
            }
            case EARLY -> ScriptedServer.json(output, 413, "{}");
            case SILENT, HALF_READ -> awaitEnd(input);
            case DRIPPING_HEAD -> drip(output, OK + "X: ", "x", 10);
            case DRIPPING_BODY -> drip(output, OK + "Content-Length: 1000000\r\n\r\n", "x", 10);
            case DRIPPING_FAILURE ->
                drip(output, "HTTP/1.1 503 Down\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", 10);
            case HALF_OPEN -> {
                write(output, OK + "Content-Length: 10\r\n\r\n");
                socket.shutdownOutput();
                awaitEnd(input);
            }
            case MALFORMED -> {
                byte[] garbage = new byte[200];
                new SplittableRandom().nextBytes(garbage);
                output.write(garbage);
                write(output, "\r\n\r\n");
                socket.close();
            }
            case CUT -> {
                write(output, OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nab");
                socket.close();
            }
            case RESETTING -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case FLOODING_BODY ->
                drip(output, OK + "Transfer-Encoding: chunked\r\n\r\n", "2000\r\n" + "x".repeat(8192) + "\r\n", 0);
            case FLOODING_HEADERS -> drip(output, OK, "X: " + "x".repeat(100) + "\r\n", 0);
            case FLOODING_HINTS -> drip(output, "", "HTTP/1.1 103 Early Hints\r\n\r\n", 1);
        }
    }

    private static void drip(OutputStream output, String beginning, String drop, int millis)
            throws IOException, InterruptedException {
        write(output, beginning);
        while (true) {
            write(output, drop);
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    private static void awaitEnd(InputStream input) throws IOException {
        while (input.read() >= 0) {
            // What else the client sends is of no interest.
        }
    }

    private static List<String> head(InputStream input) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = input.read()) >= 0) {
            if (next != '\n') {
                line.append((char) next);
            } else if (line.toString().isBlank()) {
                return lines;
            } else {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
        }
        return List.of();
    }

    private static int length(List<String> head) {
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
