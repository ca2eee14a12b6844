package io.camelpurse.webhook;

import static io.camelpurse.webhook.NotificationClaim.Verdict.CLAIMED;
import static io.camelpurse.webhook.NotificationClaim.Verdict.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camelpurse.client.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationGuardTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
    private final WaitingTime time = new WaitingTime();
    private final NotificationGuard guard = new NotificationGuard(
            new ProcessedNotifications(repository, time, Duration.ofMinutes(5), true),
            new ProcessedVersions(new RecentVersions(100)),
            LONGEST_WAIT,
            time);

    /** Time that passes only while somebody waits. */
    private static final class WaitingTime implements TimeSource {

        private Duration waited = Duration.ZERO;
        private Runnable whileWaiting = () -> {};
        private boolean stopping;

        @Override
        public Instant instant() {
            return Instant.parse("2026-11-01T10:00:00Z").plus(waited);
        }

        @Override
        public long nanoTime() {
            return waited.toNanos();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            if (stopping) {
                throw new InterruptedException();
            }
            waited = waited.plusMillis(millis);
            whileWaiting.run();
        }
    }

    @BeforeEach
    void startRepository() {
        repository.start();
    }

    @Test
    void aNotificationWaitsUntilAnotherOneAboutItsResourceIsProcessed() {
        Duration route = Duration.ofSeconds(1);
        NotificationClaim first = guard.enter(version(1));
        time.whileWaiting = () -> {
            if (time.waited.compareTo(route) >= 0) {
                guard.release(first, version(1));
            }
        };
        assertThat(guard.enter(version(2)).verdict()).isEqualTo(CLAIMED);
        assertThat(time.waited).isBetween(route, route.plus(LONGEST_PAUSE));
    }

    @Test
    void aNotificationThatHasWaitedForTheLongestTimeIsRejected() {
        guard.enter(version(1));
        assertThat(guard.enter(version(2)).verdict()).isEqualTo(IN_PROGRESS);
        assertThat(time.waited).isBetween(LONGEST_WAIT, LONGEST_WAIT.plus(LONGEST_PAUSE));
    }

    @Test
    void aNotificationDoesNotWaitAnyLongerWhenItsThreadIsToStop() {
        guard.enter(version(1));
        time.stopping = true;
        assertThat(guard.enter(version(2)).verdict()).isEqualTo(IN_PROGRESS);
        assertThat(time.waited).isZero();
        assertThat(Thread.interrupted()).as("whoever runs the thread sees it").isTrue();
    }

    private static Notification version(long version) {
        return new Notification(
                WebhookResource.payment,
                "p",
                version,
                JsonNodeFactory.instance.objectNode(),
                null,
                "hash" + version,
                "exchange-1");
    }
}
