package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Callers that send a webhook as soon as the one before is completed. They do no more than write prepared bytes and
 * read until the response is complete, since they share the processors with what is measured.
 */
final class WebhookCallers implements AutoCloseable {

    private static final String ID = "00000000-0000-0000-0000-000000000000";

    private final AtomicLong payments = new AtomicLong();
    private final ExecutorService threads;
    private final int port;
    private final int connections;
    private final byte[] payment;

    WebhookCallers(int port, int connections) throws IOException {
        this.port = port;
        this.connections = connections;
        this.threads = Executors.newFixedThreadPool(connections);
        ObjectMapper json = new ObjectMapper();
        try (InputStream sample = WebhookCallers.class.getResourceAsStream("/capture-response.json")) {
            // As it comes over the wire: without the indentation of the documentation.
            this.payment = json.writeValueAsBytes(((ObjectNode) json.readTree(sample)).put("id", ID));
        }
    }

    /**
     * Sends webhooks for a while.
     *
     * @throws IllegalStateException if one of them gets no 2xx response
     */
    Turn call(String path, Duration time) throws InterruptedException {
        ProcessCounters before = ProcessCounters.before();
        long end = System.nanoTime() + time.toNanos();
        List<Callable<Long>> callers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            callers.add(() -> callUntil(end, path));
        }
        long calls = 0;
        try {
            for (Future<Long> caller : threads.invokeAll(callers)) {
                calls += caller.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(path + " failed", e.getCause());
        }
        return Turn.of(calls, time, before);
    }

    private long callUntil(long end, String path) throws IOException {
        byte[] request = request(path);
        int id = new String(request, StandardCharsets.ISO_8859_1).indexOf(ID);
        byte[] buffer = new byte[4096];
        long calls = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            while (System.nanoTime() < end) {
                number(request, id + ID.length(), payments.incrementAndGet());
                socket.getOutputStream().write(request);
                read(socket.getInputStream(), buffer);
                calls++;
            }
        }
        return calls;
    }

    private byte[] request(String path) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + WebhookReceiver.TOKEN_HEADER + ": " + WebhookReceiver.TOKEN + "\r\nContent-Length: "
                + payment.length + "\r\n\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[bytes.length + payment.length];
        System.arraycopy(bytes, 0, request, 0, bytes.length);
        System.arraycopy(payment, 0, request, bytes.length, payment.length);
        return request;
    }

    /** Makes the last twelve digits of the id say another number. */
    private static void number(byte[] request, int end, long number) {
        long rest = number;
        for (int digit = 1; digit <= 12; digit++) {
            request[end - digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Either response has no body: it ends with its headers, or with an empty chunk. */
    private static void read(InputStream input, byte[] buffer) throws IOException {
        int length = 0;
        while (true) {
            int read = input.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            length += read;
            if (buffer[length - 1] != '\n') {
                continue;
            }
            String response = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            if (response.endsWith(response.contains("chunked") ? "0\r\n\r\n" : "\r\n\r\n")) {
                if (!response.startsWith("HTTP/1.1 20")) {
                    throw new IOException(response);
                }
                return;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
