package io.camelpurse;

import static io.camelpurse.WebhookReceiver.HEADER;
import static io.camelpurse.WebhookReceiver.PATH;
import static io.camelpurse.WebhookReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Senders that are slow, half open, flooding, or send garbage, all at once. */
final class WebhookSenders {

    private static final int SENDERS_OF_A_KIND = 2;
    private static final String HEAD = "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\n" + HEADER + ": " + SECRET + "\r\n";

    private final WebhookReceiver receiver;
    private final int places;
    private final AtomicInteger ids = new AtomicInteger();

    /** @param places how many webhooks may be in progress; as many different ones are sent at once, each twice */
    WebhookSenders(WebhookReceiver receiver, int places) {
        this.receiver = receiver;
        this.places = places;
    }

    /** Returns how many webhooks got through when all senders have ended. */
    int run(Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        AtomicInteger processed = new AtomicInteger();
        List<Callable<Void>> kinds = List.of(() -> slow(), () -> givenUp(), () -> halfOpen(), () -> malformed(), () -> {
            processed.addAndGet(flood());
            return null;
        });
        ExecutorService senders = Executors.newFixedThreadPool(kinds.size() * SENDERS_OF_A_KIND);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Callable<Void> kind : kinds) {
                for (int i = 0; i < SENDERS_OF_A_KIND; i++) {
                    running.add(senders.submit(() -> {
                        while (System.nanoTime() - end < 0) {
                            kind.call();
                        }
                        return null;
                    }));
                }
            }
            for (Future<?> sender : running) {
                sender.get(duration.toSeconds() + 60, TimeUnit.SECONDS);
            }
        } finally {
            senders.shutdownNow();
        }
        return processed.get();
    }

    /** A webhook in pieces, which gets through, unless it is refused before its body is read. */
    private Void slow() throws Exception {
        byte[] body = payment(ids.incrementAndGet() * 10);
        try (Socket socket = receiver.connect()) {
            if (sent(socket, body, 100, body.length)) {
                assertThat(WebhookReceiver.answer(socket).status()).isIn(200, 503);
            }
        }
        return null;
    }

    /** A webhook byte for byte, whose connection is closed in the middle. */
    private Void givenUp() throws Exception {
        try (Socket socket = receiver.connect()) {
            sent(socket, payment(ids.incrementAndGet() * 10), 1, 20);
        }
        return null;
    }

    /** Whether the server kept the connection open until everything was sent. */
    private static boolean sent(Socket socket, byte[] body, int piece, int end) throws Exception {
        try {
            write(socket, HEAD + "Content-Length: " + body.length + "\r\n\r\n");
            for (int from = 0; from < end; from += piece) {
                socket.getOutputStream().write(body, from, Math.min(piece, end - from));
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }

    /** Half of a head, or of a body, and nothing more. */
    private Void halfOpen() throws Exception {
        try (Socket head = receiver.connect();
                Socket body = receiver.connect()) {
            write(head, HEAD.substring(0, HEAD.length() / 2));
            write(body, HEAD + "Content-Length: 1000\r\n\r\n{");
            body.shutdownOutput();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return null;
    }

    private Void malformed() throws Exception {
        Random random = new Random(ids.get());
        byte[] garbage = new byte[random.nextInt(1, 100)];
        random.nextBytes(garbage);
        for (byte[] body : List.of(
                garbage,
                new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE},
                new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 0},
                "[".repeat(10_000).getBytes(StandardCharsets.UTF_8),
                "{\"id\": 1}".getBytes(StandardCharsets.UTF_8))) {
            assertThat(receiver.post(body)).isIn(400, 422, 503);
        }
        assertThat(receiver.send(receiver.request()
                                .header(HEADER, "wrong")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(garbage)))
                        .statusCode())
                .isEqualTo(401);
        return null;
    }

    /** More at once than there are places, each twice. */
    private int flood() {
        List<CompletableFuture<Integer>> flood = IntStream.range(0, places)
                .map(i -> ids.incrementAndGet())
                .mapToObj(WebhookSenders::payment)
                .flatMap(body -> List.of(receiver.sendAsync(body), receiver.sendAsync(body)).stream())
                .toList();
        List<Integer> statuses = flood.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).isSubsetOf(200, 500, 503);
        return (int) statuses.stream().filter(status -> status == 200).count();
    }

    /** How many of as many webhooks as there are places get through at once. */
    long allPlacesAtOnce() {
        List<CompletableFuture<Integer>> all = IntStream.range(0, places)
                .map(i -> ids.incrementAndGet() * 10)
                .mapToObj(id -> receiver.sendAsync(payment(id)))
                .toList();
        return all.stream()
                .map(CompletableFuture::join)
                .filter(status -> status == 200)
                .count();
    }

    private static byte[] payment(int id) {
        return WebhookPayloads.payment("payment-" + id, 1).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
