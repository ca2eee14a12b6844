package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lists keys as a test wants, on a clock of the test, and counts how often they were read. */
final class KeyServer implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Supplier<CompletableFuture<JsonNode>> response;
    private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

    final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    KeyServer(RSAKey... keys) {
        lists(keys);
    }

    void lists(RSAKey... keys) {
        responses(Keys.listed(keys));
    }

    void responses(JsonNode json) {
        response = () -> CompletableFuture.completedFuture(json);
    }

    void isDown() {
        response = () -> CompletableFuture.failedFuture(new IOException("no connection"));
    }

    CompletableFuture<JsonNode> hangs() {
        CompletableFuture<JsonNode> late = new CompletableFuture<>();
        response = () -> late;
        return late;
    }

    int reads() {
        return reads.get();
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    SigningKeySource source() {
        return source(
                new SigningKeySettings(
                        Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofSeconds(10)),
                clock);
    }

    SigningKeySource source(SigningKeySettings settings, Clock by) {
        return new SigningKeySource(
                () -> {
                    reads.incrementAndGet();
                    return response.get();
                },
                settings,
                by,
                thread);
    }

    /** Lets what was planned for the background be done. */
    void settle() {
        CompletableFuture.runAsync(() -> {}, thread).join();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
    }
}
