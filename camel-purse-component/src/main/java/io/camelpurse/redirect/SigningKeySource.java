package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * The keys that Purse signs redirection data with: cached, refreshed ahead of their maximum age and for an unknown key,
 * at most twice in {@code minInterval}, and used through an outage.
 *
 * <p>nimbus decides when to refresh, and blocks while it does; so it has a thread of its own. A token whose key is
 * cached, as nearly always, never waits for that thread.
 */
public final class SigningKeySource implements AutoCloseable {

    /**
     * Maximum number of tokens that wait for keys at the same time, so that forged key ids cannot exhaust the memory.
     */
    private static final int MOST_WAITING = 1000;

    private final KeyReader reader;
    private final KeyRefresh refresh;
    private final SigningKeySettings settings;
    private final InstantSource clock;
    private final Instant createdAt;
    private final ScheduledExecutorService thread;
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * Fetches nothing yet.
     *
     * @param read     fetches the JSON Web Key Set; {@code thread} blocks on its future
     * @param settings how long keys are used
     * @param clock    for the age of the keys
     * @param thread   one thread of its own; its owner shuts it down before it closes this source
     */
    public SigningKeySource(
            Supplier<CompletableFuture<JsonNode>> read,
            SigningKeySettings settings,
            InstantSource clock,
            ScheduledExecutorService thread) {
        this.settings = settings;
        this.clock = clock;
        this.createdAt = clock.instant();
        this.thread = thread;
        this.reader = new KeyReader(read, settings.fetchTimeout(), clock);
        this.refresh = new KeyRefresh(reader, settings, clock, thread);
    }

    /** Fetches the keys in the background, so that the first token need not wait for them. */
    public void warmUp() {
        if (reader.latest() == null) {
            refresh.readSoon();
        }
    }

    /** Whether tokens can be verified at present. */
    KeyAvailability availability() {
        SigningKeySet known = reader.latest();
        Throwable failure = reader.failure();
        String problem = failure == null ? null : String.valueOf(failure.getMessage());
        if (known == null) {
            return new KeyAvailability(
                    failure == null ? KeyAvailability.State.UNKNOWN : KeyAvailability.State.DOWN, null, null, problem);
        }
        Instant now = clock.instant();
        KeyAvailability.State state = !serves(known, now)
                ? KeyAvailability.State.DOWN
                : failure != null || isOld(known, now) ? KeyAvailability.State.DEGRADED : KeyAvailability.State.UP;
        return new KeyAvailability(state, known.readAt(), known.readAt().plus(settings.outageTime()), problem);
    }

    /** How long the keys have been known or, as long as none could be fetched, needed. */
    Duration age() {
        SigningKeySet known = reader.latest();
        return Duration.between(known == null ? createdAt : known.readAt(), clock.instant());
    }

    /**
     * The keys that match a header.
     *
     * @return empty if Purse lists none; fails with {@link SigningKeysUnavailableException} if the keys cannot be
     *         fetched
     */
    CompletableFuture<List<JWSVerifier>> find(JWSHeader header) {
        List<JWSVerifier> found = amongKnown(header);
        if (!found.isEmpty()) {
            if (isOld(reader.latest(), clock.instant())) {
                refresh.readSoon();
            }
            return CompletableFuture.completedFuture(found);
        }
        CompletableFuture<List<JWSVerifier>> result = new CompletableFuture<>();
        if (waiting.size() >= MOST_WAITING) {
            result.completeExceptionally(
                    new SigningKeysUnavailableException("too many tokens wait for signing keys", null));
            return result;
        }
        waiting.add(result);
        result.whenComplete((done, failure) -> waiting.remove(result));
        try {
            thread.execute(() -> readAndSearch(header, result));
        } catch (RejectedExecutionException stopping) {
            result.completeExceptionally(stopping());
        }
        return result;
    }

    private void readAndSearch(JWSHeader header, CompletableFuture<List<JWSVerifier>> result) {
        List<JWSVerifier> found = amongKnown(header);
        if (found.isEmpty()) {
            refresh.read();
            found = amongKnown(header);
        }
        SigningKeySet known = reader.latest();
        boolean isCertain = reader.failure() == null && known != null && serves(known, clock.instant());
        if (found.isEmpty() && !isCertain) {
            result.completeExceptionally(
                    new SigningKeysUnavailableException("the signing keys cannot be read", reader.failure()));
        } else {
            result.complete(found);
        }
    }

    private List<JWSVerifier> amongKnown(JWSHeader header) {
        SigningKeySet known = reader.latest();
        return known != null && serves(known, clock.instant()) ? known.verifiers(header) : List.of();
    }

    private boolean serves(SigningKeySet known, Instant now) {
        return now.isBefore(known.readAt().plus(settings.outageTime()));
    }

    private boolean isOld(SigningKeySet known, Instant now) {
        return now.isAfter(known.readAt().plus(settings.maxAge()));
    }

    /** Ends the waiting of tokens with a failure. */
    @Override
    public void close() {
        waiting.forEach(result -> result.completeExceptionally(stopping()));
        refresh.close();
    }

    private static SigningKeysUnavailableException stopping() {
        return new SigningKeysUnavailableException("the component is stopping", null);
    }
}
