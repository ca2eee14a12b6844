package io.camelpurse.webhook;

import static io.camelpurse.webhook.NotificationClaim.Verdict.CLAIMED;
import static io.camelpurse.webhook.NotificationClaim.Verdict.DUPLICATE;
import static io.camelpurse.webhook.NotificationClaim.Verdict.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.client.RecentEntries;
import io.camelpurse.client.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link ProcessedNotifications}, {@link NotificationClaim} and {@link RecentEntries}. */
class ProcessedNotificationsTest {

    private static final Duration CLAIM_TIME = Duration.ofMinutes(5);
    private static final Instant PERIOD_BEGINS = Instant.parse("2026-11-01T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(PERIOD_BEGINS.plusSeconds(60));
    private final MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
    private final ProcessedNotifications memory = node(Duration.ZERO);

    @BeforeEach
    void startRepository() {
        repository.start();
    }

    @Test
    void aClaimKeepsASecondOneOut() {
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(CLAIMED);
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void aReleasedClaimCanBeTakenByAnother() {
        memory.release(memory.claim(delivery(1)));
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(CLAIMED);
    }

    @Test
    void aProcessedNotificationIsAlwaysADuplicate() {
        processed(memory.claim(delivery(1)));
        now.set(PERIOD_BEGINS.plus(Duration.ofDays(400)));
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(DUPLICATE);
    }

    @Test
    void anotherVersionIsAnotherDelivery() {
        processed(memory.claim(delivery(1)));
        assertThat(memory.claim(delivery(2)).verdict()).isEqualTo(CLAIMED);
    }

    @Test
    void anotherVersionOfTheResourceIsKeptOutToo() {
        NotificationClaim claim = memory.claim(delivery(1));
        assertThat(memory.claim(delivery(2)).verdict()).isEqualTo(IN_PROGRESS);
        assertThat(memory.claim(delivery("another-payment", 2)).verdict()).isEqualTo(CLAIMED);
        memory.release(claim);
        assertThat(memory.claim(delivery(2)).verdict()).isEqualTo(CLAIMED);
    }

    @Test
    void aDuplicateLeavesNoClaim() {
        processed(memory.claim(delivery(1)));
        memory.claim(delivery(1));
        assertThat(repository.getCacheSize()).isEqualTo(1);
    }

    @Test
    void whereDuplicatesAreProcessedTheResourceIsClaimedAllTheSame() {
        ProcessedNotifications lettingIn =
                new ProcessedNotifications(repository, clock(Duration.ZERO), CLAIM_TIME, false);
        NotificationClaim claim = lettingIn.claim(delivery(1));
        assertThat(lettingIn.claim(delivery(1)).verdict()).isEqualTo(IN_PROGRESS);
        lettingIn.record(claim);
        lettingIn.release(claim);
        assertThat(lettingIn.claim(delivery(1)).verdict()).isEqualTo(CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 150_000, 299_999})
    void aClaimThatACrashLeftExpiresAfterOnceToTwiceTheTime(long intoThePeriod) {
        Instant claimed = PERIOD_BEGINS.plusMillis(intoThePeriod);
        now.set(claimed);
        memory.claim(delivery(1));
        now.set(claimed.plus(CLAIM_TIME));
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(IN_PROGRESS);
        now.set(claimed.plus(CLAIM_TIME.multipliedBy(2)));
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-290_000, -61_000, -1, 1, 239_999, 240_001, 290_000})
    void nodesWhoseClocksDifferKeepEachOtherOut(long skew) {
        ProcessedNotifications other = node(Duration.ofMillis(skew));
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(CLAIMED);
        assertThat(other.claim(delivery(1)).verdict()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void aRouteThatOutlivesItsClaimDoesNotReleaseAnothers() {
        NotificationClaim slow = memory.claim(delivery(1));
        now.set(now.get().plus(CLAIM_TIME.multipliedBy(2)));
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(CLAIMED);
        memory.release(slow);
        assertThat(memory.claim(delivery(1)).verdict()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void nothingIsLeftOfAClaimHoweverLongItsRouteTook() {
        NotificationClaim claim = memory.claim(delivery(1));
        now.set(now.get().plus(Duration.ofHours(1)));
        processed(claim);
        assertThat(repository.getCacheSize()).isEqualTo(1);
    }

    @Test
    void theSecondKeyOfAClaimIsReleasedThoughTheFirstOneCannotBe() {
        MemoryIdempotentRepository failingOnce = new MemoryIdempotentRepository() {
            private boolean failed;

            @Override
            public boolean remove(String key) {
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("down");
                }
                return super.remove(key);
            }
        };
        failingOnce.start();
        ProcessedNotifications failing =
                new ProcessedNotifications(failingOnce, clock(Duration.ZERO), CLAIM_TIME, true);
        NotificationClaim claim = failing.claim(delivery(1));
        assertThatThrownBy(() -> failing.release(claim)).hasMessage("down");
        assertThat(failingOnce.contains(claim.period().thisPeriod())).isTrue();
        assertThat(failingOnce.contains(claim.period().nextPeriod())).isFalse();
    }

    @Test
    void aKeyFitsIntoAHundredCharacters() {
        ProcessedNotifications oftenLapsing =
                new ProcessedNotifications(repository, clock(Duration.ZERO), Duration.ofMillis(1), true);
        NotificationClaim claim = oftenLapsing.claim(delivery("p".repeat(100), Long.MAX_VALUE));
        assertThat(claim.period().nextPeriod()).hasSizeLessThanOrEqualTo(100);
    }

    /** A memory that scans its entries, as Camel's does for claims, takes minutes: the time limit ends the test. */
    @Test
    @Timeout(60)
    void aFullMemoryIsAsFastAsAnEmptyOne() {
        int kept = 10_000;
        MemoryIdempotentRepository full = new MemoryIdempotentRepository(new RecentEntries<>(kept));
        full.start();
        ProcessedNotifications ofTheLatest = new ProcessedNotifications(full, clock(Duration.ZERO), CLAIM_TIME, true);
        for (int i = 0; i < 4 * kept; i++) {
            NotificationClaim claim = ofTheLatest.claim(delivery("payment-" + i, 1));
            ofTheLatest.record(claim);
            ofTheLatest.release(claim);
        }
        assertThat(full.getCacheSize()).isBetween(kept - 10, kept);
        assertThat(ofTheLatest.claim(delivery("payment-" + (4 * kept - 1), 1)).verdict())
                .isEqualTo(DUPLICATE);
    }

    private void processed(NotificationClaim claim) {
        memory.record(claim);
        memory.release(claim);
    }

    private ProcessedNotifications node(Duration skew) {
        return new ProcessedNotifications(repository, clock(skew), CLAIM_TIME, true);
    }

    private TimeSource clock(Duration skew) {
        return TimeSource.of(() -> now.get().plus(skew));
    }

    private static Notification delivery(long version) {
        return delivery("payment", version);
    }

    private static Notification delivery(String id, long version) {
        String body = "{\"id\":\"" + id + "\",\"version\":" + version + ",\"amounts\":{},\"authorization\":{}}";
        try {
            return Notification.of(
                            new ObjectMapper().readTree(body), body.getBytes(StandardCharsets.UTF_8), "exchange-1")
                    .orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
