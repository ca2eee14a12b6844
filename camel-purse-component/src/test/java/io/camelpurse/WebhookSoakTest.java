package io.camelpurse;

import static io.camelpurse.WebhookReceiver.HEADER;
import static io.camelpurse.WebhookReceiver.PATH;
import static io.camelpurse.WebhookReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.WebhookReceiver.Engine;
import io.camelpurse.webhook.PurseConsumer;
import io.camelpurse.webhook.RecentEntries;
import java.io.IOException;
import java.net.Socket;
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
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Slow, dripping, half-open, malformed and flooding senders at once, before routes that succeed, fail and throw errors. For
 * as many seconds as the system property {@code soak.seconds} says, on each engine; two without it.
 */
class WebhookSoakTest {

    private static final int SECONDS = Integer.getInteger("soak.seconds", 2);
    private static final int PLACES = 32;
    private static final int SENDERS_OF_A_KIND = 2;
    private static final int KEPT = 1000;
    private static final String HEAD = "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\n" + HEADER + ": " + SECRET + "\r\n";

    private final AtomicInteger ids = new AtomicInteger();
    private final MemoryIdempotentRepository repository = (MemoryIdempotentRepository)
            MemoryIdempotentRepository.memoryIdempotentRepository(new RecentEntries<>(KEPT));

    @ParameterizedTest
    @EnumSource(names = {"VERTX", "JETTY", "SERVLET"})
    void everythingEndsWhereItBegan(Engine engine) throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.on(engine)) {
            receiver.with(configuration -> configuration.setWebhookIdempotentRepository(repository));
            receiver.route("purse:webhook?webhookMaxConcurrency=" + PLACES, WebhookSoakTest::process);
            PurseConsumer consumer =
                    (PurseConsumer) receiver.context().getRoute("processed").getConsumer();
            soak(receiver, Duration.ofSeconds(1));
            awaitNothingInProgress(receiver, consumer);
            long heap = usedHeap();

            int processed = soak(receiver, Duration.ofSeconds(SECONDS));

            awaitNothingInProgress(receiver, consumer);
            assertThat(processed).as("webhooks that got through meanwhile").isPositive();
            assertThat(repository.getCache().keySet()).as("claims").noneMatch(key -> key.contains(":claim:"));
            assertThat(threads()).as("threads").isLessThanOrEqualTo(2 * PLACES);
            assertThat(usedHeap() - heap).as("heap in bytes").isLessThan(20 << 20);
            assertThat(allPlacesAtOnce(receiver)).as("places").isEqualTo(PLACES);
            receiver.context().getRouteController().stopRoute("processed");
            await().until(() -> threads() == 0);
        }
    }

    /** Succeeds, fails, throws an error, is marked for rollback, or takes its time. */
    private static void process(Exchange exchange) throws Exception {
        String id = exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID, String.class);
        switch (id.charAt(id.length() - 1)) {
            case '1' -> throw new IllegalStateException("the route");
            case '2' -> throw new StackOverflowError("the route");
            case '3' -> exchange.setRollbackOnly(true);
            case '4' -> TimeUnit.MILLISECONDS.sleep(50);
            default -> exchange.getMessage().setBody("processed");
        }
    }

    private int soak(WebhookReceiver receiver, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        AtomicInteger processed = new AtomicInteger();
        List<Callable<Void>> kinds = List.of(
                () -> slow(receiver),
                () -> dripping(receiver),
                () -> halfOpen(receiver),
                () -> malformed(receiver),
                () -> {
                    processed.addAndGet(flood(receiver));
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

    /** A webhook in pieces, which gets through. */
    private Void slow(WebhookReceiver receiver) throws Exception {
        byte[] body = payment(ids.incrementAndGet() * 10);
        try (Socket socket = receiver.connect()) {
            write(socket, HEAD + "Content-Length: " + body.length + "\r\n\r\n");
            for (int from = 0; from < body.length; from += 100) {
                socket.getOutputStream().write(body, from, Math.min(100, body.length - from));
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(WebhookReceiver.answer(socket).status()).isIn(200, 503);
        }
        return null;
    }

    /** A webhook byte for byte, which is given up. */
    private Void dripping(WebhookReceiver receiver) throws Exception {
        byte[] body = payment(ids.incrementAndGet() * 10);
        try (Socket socket = receiver.connect()) {
            write(socket, HEAD + "Content-Length: " + body.length + "\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                socket.getOutputStream().write(body, i, 1);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        return null;
    }

    /** Half of a head, or of a body, and nothing more. */
    private Void halfOpen(WebhookReceiver receiver) throws Exception {
        try (Socket head = receiver.connect();
                Socket body = receiver.connect()) {
            write(head, HEAD.substring(0, HEAD.length() / 2));
            write(body, HEAD + "Content-Length: 1000\r\n\r\n{");
            body.shutdownOutput();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return null;
    }

    private Void malformed(WebhookReceiver receiver) throws Exception {
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
    private int flood(WebhookReceiver receiver) {
        List<CompletableFuture<Integer>> flood = IntStream.range(0, PLACES)
                .map(i -> ids.incrementAndGet())
                .mapToObj(WebhookSoakTest::payment)
                .flatMap(body -> List.of(receiver.sendAsync(body), receiver.sendAsync(body)).stream())
                .toList();
        List<Integer> statuses = flood.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).isSubsetOf(200, 500, 503);
        return (int) statuses.stream().filter(status -> status == 200).count();
    }

    /** How many of as many webhooks as there are places get through at once. */
    private long allPlacesAtOnce(WebhookReceiver receiver) {
        List<CompletableFuture<Integer>> all = IntStream.range(0, PLACES)
                .map(i -> ids.incrementAndGet() * 10)
                .mapToObj(id -> receiver.sendAsync(payment(id)))
                .toList();
        return all.stream()
                .map(CompletableFuture::join)
                .filter(status -> status == 200)
                .count();
    }

    private static void awaitNothingInProgress(WebhookReceiver receiver, PurseConsumer consumer) {
        await().untilAsserted(() -> {
            assertThat(consumer.getPendingExchangesSize()).as("places taken").isZero();
            assertThat(receiver.context().getInflightRepository().size())
                    .as("exchanges")
                    .isZero();
        });
    }

    private static byte[] payment(int id) {
        return WebhookPayloads.payment("payment-" + id, 1).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("PurseWebhook"))
                .count();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
