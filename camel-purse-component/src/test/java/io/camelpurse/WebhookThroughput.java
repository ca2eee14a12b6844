package io.camelpurse;

import static io.camelpurse.WebhookReceiver.HEADER;
import static io.camelpurse.WebhookReceiver.PATH;
import static io.camelpurse.WebhookReceiver.SECRET;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;

/**
 * Verified webhooks per second against a bare platform-http route that only parses the JSON, taking turns in one run. Each
 * webhook is a payment of its own, with the secret, remembered as dealt with. Prints the median of each, and of the ratios of the turns.
 *
 * <p>Arguments: seconds of a turn (1), turns (15), connections (8), a file with a payment.
 */
final class WebhookThroughput {

    private static final int WARM_UP_SECONDS = 8;
    private static final AtomicLong NEXT = new AtomicLong();

    private final int port;
    private final int seconds;
    private final int connections;
    private final String payment;
    private final ExecutorService callers;

    private WebhookThroughput(int port, int seconds, int connections, String payment) {
        this.port = port;
        this.seconds = seconds;
        this.connections = connections;
        this.payment = payment;
        this.callers = Executors.newFixedThreadPool(connections);
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
        String payment = arguments.length > 3 ? Files.readString(Path.of(arguments[3])) : WebhookPayloads.payment();
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            receiver.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("purse:webhook").process(exchange -> {});
                    from("platform-http:/bare?httpMethodRestrict=POST")
                            .unmarshal()
                            .json(JsonNode.class)
                            .setBody(constant(""));
                }
            });
            WebhookThroughput load = new WebhookThroughput(receiver.port(), seconds, connections, payment);
            for (int warmUp = 0; warmUp < WARM_UP_SECONDS; warmUp += seconds) {
                load.measure("/bare");
                load.measure(PATH);
            }
            double[] bare = new double[turns];
            double[] webhook = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                bare[turn] = load.measure("/bare");
                webhook[turn] = load.measure(PATH);
            }
            load.callers.shutdown();
            double[] ratios = IntStream.range(0, turns)
                    .mapToDouble(turn -> webhook[turn] / bare[turn])
                    .toArray();
            System.out.printf(
                    "bare %.0f/s, webhook %.0f/s, ratio %.2f, ratios of turns %s%n",
                    median(bare), median(webhook), median(ratios), Arrays.toString(ratios));
        }
    }

    private double measure(String path) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            work.add(() -> call(path, end));
        }
        long calls = 0;
        for (Future<Long> count : callers.invokeAll(work)) {
            calls += count.get();
        }
        return (double) calls / seconds;
    }

    private long call(String path, long end) throws IOException {
        long calls = 0;
        byte[] buffer = new byte[4096];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            while (System.nanoTime() < end) {
                String id = "%036d".formatted(NEXT.incrementAndGet());
                byte[] body = payment.replaceFirst("\"id\": *\"[^\"]+\"", "\"id\":\"" + id + "\"")
                        .getBytes(StandardCharsets.UTF_8);
                byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + HEADER + ": " + SECRET + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                byte[] request = Arrays.copyOf(head, head.length + body.length);
                System.arraycopy(body, 0, request, head.length, body.length);
                socket.getOutputStream().write(request);
                read(socket.getInputStream(), buffer);
                calls++;
            }
        }
        return calls;
    }

    /** Answers here have an empty body, so that their end is the end of the headers, or of an empty chunk. */
    private static void read(InputStream input, byte[] buffer) throws IOException {
        int length = 0;
        while (true) {
            int read = input.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("closed");
            }
            length += read;
            String answer = new String(buffer, 0, length, StandardCharsets.US_ASCII);
            boolean ended = answer.contains("chunked") ? answer.endsWith("0\r\n\r\n") : answer.endsWith("\r\n\r\n");
            if (ended) {
                if (!answer.startsWith("HTTP/1.1 20")) {
                    throw new IOException(answer);
                }
                return;
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
