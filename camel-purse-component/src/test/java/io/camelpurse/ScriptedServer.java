package io.camelpurse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/**
 * A server that answers with whatever bytes a test wants, and keeps what really arrived. For what no well-behaved server
 * does; for everything else there is the sandbox.
 */
public final class ScriptedServer implements AutoCloseable {

    /** What arrived; header names in lower case, and in the order of the wire. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    /** What is done with a request. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, Socket socket, OutputStream output) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script;

    private ScriptedServer(ServerSocket socket, Script script) throws IOException {
        this.script = script;
        this.listening = socket;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        start("scripted-server", this::accept);
    }

    /** Hands out a token, and does with every other request as the script says. */
    public static ScriptedServer withToken(Script script) throws IOException {
        return with((request, socket, output) -> {
            if (request.path().equals("/oauth/token")) {
                json(
                        output,
                        200,
                        "{\"access_token\":\"scripted-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
            } else {
                script.answer(request, socket, output);
            }
        });
    }

    public static ScriptedServer with(Script script) throws IOException {
        return on(new ServerSocket(), script);
    }

    /** @param socket not bound yet; may be one for TLS */
    public static ScriptedServer on(ServerSocket socket, Script script) throws IOException {
        return new ScriptedServer(socket, script);
    }

    public static void json(OutputStream output, int status, String body) throws IOException {
        send(output, status, "Content-Type: application/json\r\n", body);
    }

    public static void send(OutputStream output, int status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(("HTTP/1.1 " + status + " Scripted\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        answer.write(bytes);
        // One write: two of them meet Nagle's algorithm and a delayed acknowledgement, 40 ms for every answer.
        answer.writeTo(output);
        output.flush();
    }

    /** A payment, or another resource, that shows nothing but its id. */
    public static String payment(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    /** The payment that a capture was requested for, with that capture. */
    public static String captured(Request capture) {
        String[] path = capture.path().split("/");
        ObjectNode payment = (ObjectNode) PurseCalls.json(payment(path[path.length - 2]));
        ObjectNode operation = (ObjectNode) PurseCalls.json(capture.body());
        payment.putArray("captures").add(operation.put("id", "c-1").put("status", "SUCCESS"));
        return payment.toString();
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public List<Request> requests() {
        return requests;
    }

    /** Everything but token calls. */
    public List<Request> calls() {
        return requests.stream()
                .filter(request -> !request.path().equals("/oauth/token"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                start("scripted-connection", () -> serve(socket));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream input = new BufferedInputStream(socket.getInputStream());
            Request request;
            while ((request = read(input)) != null) {
                requests.add(request);
                script.answer(request, socket, socket.getOutputStream());
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (SocketException | SSLException ended) {
            // The client or the script ended the connection.
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Request read(InputStream input) throws IOException {
        String line = line(input);
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ");
        if (parts.length != 3) {
            // No HTTP: a TLS handshake, say.
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        while (!(line = line(input)).isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                return null;
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(parts[0], parts[1], headers, new String(input.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = input.read()) != '\n') {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
