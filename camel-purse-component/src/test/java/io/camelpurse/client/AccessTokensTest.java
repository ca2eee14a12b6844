package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Deque<CompletableFuture<CachedAccessToken>> fetches = new ArrayDeque<>();
    private final AccessTokens tokens = new AccessTokens(
            () -> {
                fetches.add(new CompletableFuture<>());
                return fetches.getLast();
            },
            clock);

    @Test
    void aThousandWaitingCallersCauseOneFetch() {
        for (int i = 0; i < 1000; i++) {
            tokens.get();
        }
        assertThat(fetches).hasSize(1);
    }

    @Test
    void everyWaitingCallerGetsTheTokenThatWasFetched() {
        CompletableFuture<CachedAccessToken> first = tokens.get();
        CompletableFuture<CachedAccessToken> second = tokens.get();
        respond("one");
        assertThat(first.join().value()).isEqualTo("one");
        assertThat(second.join().value()).isEqualTo("one");
    }

    @Test
    void aTokenServesUntilItIsDue() {
        tokens.get();
        respond("one");
        now = now.plus(Duration.ofMinutes(49));
        assertThat(tokens.get().join().value()).isEqualTo("one");
        assertThat(fetches).hasSize(1);
    }

    @Test
    void aTokenThatIsDueServesWhileItIsRefreshed() {
        tokens.get();
        respond("one");
        now = now.plus(Duration.ofMinutes(55));
        assertThat(tokens.get().join().value()).isEqualTo("one");
        assertThat(tokens.get().join().value()).isEqualTo("one");
        assertThat(fetches).hasSize(2);
        respond("two");
        assertThat(tokens.get().join().value()).isEqualTo("two");
    }

    @Test
    void aFailedRefreshIsNoErrorAndIsNotRetriedAtOnce() {
        tokens.get();
        respond("one");
        now = now.plus(Duration.ofMinutes(55));
        tokens.get();
        fail();
        assertThat(tokens.get().join().value()).isEqualTo("one");
        assertThat(fetches).hasSize(2);
        now = now.plusSeconds(11);
        assertThat(tokens.get().join().value()).isEqualTo("one");
        assertThat(fetches).hasSize(3);
    }

    @Test
    void anExpiredTokenDoesNotServe() {
        tokens.get();
        respond("one");
        now = now.plus(Duration.ofMinutes(60));
        assertThat(tokens.get()).isNotDone();
    }

    @Test
    void aFailedFetchFailsThoseWhoWaitAndTheNextOneTriesAgain() {
        CompletableFuture<CachedAccessToken> first = tokens.get();
        fail();
        assertThatThrownBy(first::join).hasCauseInstanceOf(CallFailedException.class);
        assertThat(tokens.get()).isNotDone();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aDroppedTokenIsFetchedOnceMore() {
        tokens.get();
        respond("one");
        tokens.drop(tokens.get().join());
        assertThat(tokens.get()).isNotDone();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void droppingAnOldTokenLeavesTheNewOne() {
        tokens.get();
        respond("one");
        CachedAccessToken old = tokens.get().join();
        tokens.drop(old);
        tokens.get();
        respond("two");
        tokens.drop(old);
        assertThat(tokens.get().join().value()).isEqualTo("two");
    }

    @Test
    void callsThatComeLateDoNotWaitForARequestThatHangs() {
        CompletableFuture<CachedAccessToken> early = tokens.get();
        CompletableFuture<CachedAccessToken> hanging = fetches.getLast();
        now = now.plusSeconds(4);
        tokens.get();
        assertThat(fetches).hasSize(1);
        now = now.plusSeconds(1);
        CompletableFuture<CachedAccessToken> late = tokens.get();
        assertThat(fetches).hasSize(2);
        respond("two");
        assertThat(late.join().value()).isEqualTo("two");
        hanging.completeExceptionally(CallFailedException.notExecuted("no response", null));
        assertThat(early).isCompletedExceptionally();
        assertThat(tokens.get().join().value()).isEqualTo("two");
        assertThat(fetches).hasSize(2);
    }

    private void respond(String value) {
        fetches.getLast()
                .complete(new CachedAccessToken(
                        value, now.plus(Duration.ofMinutes(50)), now.plus(Duration.ofMinutes(60))));
    }

    private void fail() {
        fetches.getLast().completeExceptionally(CallFailedException.notExecuted("no connection", null));
    }
}
