package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScarceThreads;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a notification ends, its permit is released: with a single permit, a lost one would reject the next. Tests
 * {@link WebhookThreads}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WebhookConcurrencyTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final long SEED = 20_200_825L;
    private static final List<Charset> ENCODINGS = Stream.of(
                    "UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "ISO-8859-1")
            .map(Charset::forName)
            .toList();
    /** Java begins UTF-16 with a mark itself, and ISO-8859-1 has none, so that a question mark takes its place. */
    private static final Set<String> NO_FURTHER_MARK = Set.of("UTF-16", "ISO-8859-1");

    private static final int[] MARKS = {0xEFBBBF, 0xFEFF, 0xFFFE, 0x0000FEFF, 0xFFFE0000, 0x0000FFFE, 0xFEFF0000, 0};

    @ParameterizedTest
    @EnumSource
    void garbageInAnyEncodingIsABadRequestAndFreesItsPlace(WebhookEngine engine) throws Exception {
        Random random = new Random(SEED);
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookMaxConcurrency=1");
        assertThat(PURSE.webhooks().post(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE}))
                .isEqualTo(400);
        assertThat(PURSE.webhooks().post(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 0}))
                .isEqualTo(400);
        for (int i = 0; i < 300; i++) {
            byte[] body = garbage(random);
            assertThat(PURSE.webhooks().post(body)).as("%d: %s", i, hex(body)).isIn(400, 422);
        }
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void everyUnicodeEncodingIsReadAndWhatIsCutIsABadRequest(WebhookEngine engine) throws Exception {
        PURSE.listenOn(engine);
        PURSE.receive("purse:webhook?webhookMaxConcurrency=1");
        for (Charset encoding : ENCODINGS) {
            for (String mark : List.of("", "\ufeff")) {
                byte[] whole = (mark + WebhookPayloads.payment(encoding.name() + mark.length(), 1)).getBytes(encoding);
                assertThat(PURSE.webhooks().post(whole))
                        .as("%s %s", encoding, mark)
                        .isEqualTo(!mark.isEmpty() && NO_FURTHER_MARK.contains(encoding.name()) ? 400 : 200);
                for (int cut = 1; cut < 8; cut++) {
                    byte[] part = ByteBuffer.allocate(whole.length - cut)
                            .put(whole, 0, whole.length - cut)
                            .array();
                    assertThat(PURSE.webhooks().post(part))
                            .as("%s without %d", encoding, cut)
                            .isEqualTo(400);
                }
            }
        }
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void anErrorInTheRouteFreesThePlaceAndTheClaim() throws Exception {
        failingOnce(exchange -> {
            throw new StackOverflowError("in the route");
        });
    }

    @Test
    void anErrorInAnAsynchronousRouteFreesThePlaceAndTheClaim() throws Exception {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        PURSE.listenOn(WebhookEngine.VERTX);
        try {
            List<String> runs = new ArrayList<>();
            AsyncProcessor asynchronous = new AsyncProcessorSupport() {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    elsewhere.execute(() -> {
                        runs.add("run");
                        exchange.setException(runs.size() == 1 ? new NoClassDefFoundError("Erp") : null);
                        callback.done(false);
                    });
                    return false;
                }
            };
            PURSE.route("purse:webhook?webhookMaxConcurrency=1", asynchronous);
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
            assertThat(runs).hasSize(2);
        } finally {
            elsewhere.shutdown();
        }
    }

    @Test
    void anErrorAfterWhichAnAsynchronousRouteNeverEndsReleasesThePermitWithTheClaim() throws Exception {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        PURSE.listenOn(WebhookEngine.VERTX);
        try {
            List<String> runs = new ArrayList<>();
            AsyncProcessor lost = new AsyncProcessorSupport() {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    runs.add("run");
                    elsewhere.execute(() -> {
                        if (runs.size() > 1) {
                            callback.done(false);
                        }
                    });
                    return false;
                }
            };
            PURSE.route("purse:webhook?webhookMaxConcurrency=1&webhookClaimTimeout=500", lost);
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        } finally {
            elsewhere.shutdown();
        }
    }

    @Test
    void anErrorInAPredicateFreesThePlaceAtOnceAndAStopDoesNotWait() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        try {
            PURSE.context().getShutdownStrategy().setTimeout(30);
            List<String> runs = new ArrayList<>();
            List<Error> errors = List.of(
                    new StackOverflowError("in the predicate"),
                    new OutOfMemoryError("in the predicate"),
                    new NoClassDefFoundError("Erp"));
            PURSE.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("purse:webhook?webhookMaxConcurrency=1").to("direct:filtered");
                    from("direct:filtered")
                            .filter(exchange -> {
                                runs.add("run");
                                if (runs.size() <= errors.size()) {
                                    throw errors.get(runs.size() - 1);
                                }
                                return true;
                            })
                            .to("mock:received");
                }
            });
            for (int times = 1; times <= 3; times++) {
                assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
            }
            // The exchange of the HTTP request ends after its response.
            await().untilAsserted(() ->
                    assertThat(PURSE.context().getInflightRepository().size()).isZero());
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
            assertThat(runs).hasSize(4);
        } finally {
            assertStopsWithoutTimeout();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contains", "add", "add claim", "confirm", "remove"})
    void anErrorInARepositoryFreesThePlace(String method) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        BrokenRepository repository = new BrokenRepository(method);
        PURSE.configure(configuration -> configuration.setWebhookIdempotentRepository(repository));
        PURSE.receive("purse:webhook?webhookMaxConcurrency=1");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("first", 1))).isEqualTo(500);
        repository.repaired = true;
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("second", 1))).isEqualTo(200);
    }

    @Test
    void aThreadThatCannotBeStartedFreesThePlace() throws Exception {
        AtomicBoolean noThreads = new AtomicBoolean(true);
        PURSE.listenOn(WebhookEngine.VERTX);
        ScarceThreads.in(PURSE.context(), noThreads);
        PURSE.receive("purse:webhook?webhookMaxConcurrency=1&webhookAcknowledgement=received");
        for (int i = 0; i < 3; i++) {
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        }
        noThreads.set(false);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void anErrorAfterTheAcknowledgementFreesThePlace() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.route("purse:webhook?webhookMaxConcurrency=1&webhookAcknowledgement=received", exchange -> {
            throw new StackOverflowError("in the route");
        });
        for (int i = 0; i < 5; i++) {
            String payment = WebhookPayloads.payment("payment-" + i, 1);
            await().until(() -> PURSE.webhooks().post(payment) == 200);
        }
    }

    @Test
    void aContextThatStopsDoesNotWaitForWhatHasEnded() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.receive("purse:webhook");
        for (int i = 0; i < 10; i++) {
            PURSE.webhooks().post(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE});
        }
        assertStopsWithoutTimeout();
    }

    private static void assertStopsWithoutTimeout() {
        ShutdownStrategy shutdown = PURSE.context().getShutdownStrategy();
        PURSE.context().stop();
        assertThat(shutdown.isTimeoutOccurred()).isFalse();
    }

    private static void failingOnce(Consumer<Exchange> failure) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        List<String> runs = new ArrayList<>();
        PURSE.route("purse:webhook?webhookMaxConcurrency=1", exchange -> {
            runs.add("run");
            if (runs.size() == 1) {
                failure.accept(exchange);
            }
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(runs).hasSize(2);
        assertThat(PURSE.context().getInflightRepository().size("processed"))
                .as("what a stop would wait for")
                .isZero();
    }

    /** A byte order mark, or none, and bytes that are no text in that encoding, or some text that is no JSON. */
    private static byte[] garbage(Random random) {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        bytes.putInt(MARKS[random.nextInt(MARKS.length)]);
        if (random.nextBoolean()) {
            byte[] some = new byte[random.nextInt(40)];
            random.nextBytes(some);
            bytes.put(some);
        } else {
            Charset encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
            bytes.put("{\"id\": \ud83d\ude00 ".getBytes(encoding));
        }
        int from = random.nextInt(4);
        byte[] body = new byte[bytes.position() - from];
        bytes.get(from, body);
        return body;
    }

    private static String hex(byte[] body) {
        StringBuilder text = new StringBuilder();
        for (byte each : body) {
            text.append(String.format("%02x", each));
        }
        return text.toString();
    }

    /** Throws an error where Camel's would throw none. */
    private static final class BrokenRepository extends MemoryIdempotentRepository {

        private final String method;
        private volatile boolean repaired;

        BrokenRepository(String method) {
            this.method = method;
        }

        @Override
        public boolean contains(String key) {
            fail("contains");
            return super.contains(key);
        }

        @Override
        public boolean add(String key) {
            fail(key.contains(":claim:") ? "add claim" : "add");
            return super.add(key);
        }

        @Override
        public boolean confirm(String key) {
            fail("confirm");
            return super.confirm(key);
        }

        @Override
        public boolean remove(String key) {
            fail("remove");
            return super.remove(key);
        }

        private void fail(String called) {
            if (!repaired && method.equals(called)) {
                throw new NoClassDefFoundError("driver");
            }
        }
    }
}
