package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link ProcessedVersions}, {@link RecentVersions} and {@link WebhookResource}. */
class ProcessedVersionsTest {

    private final RecentVersions repository = new RecentVersions(100);
    private final ProcessedVersions memory = new ProcessedVersions(repository);

    @Test
    void aLowerVersionThanAProcessedOneIsStale() {
        remember(version(5L));
        assertThat(isStale(version(4L))).isTrue();
        assertThat(isStale(version(5L))).isFalse();
        assertThat(isStale(version(6L))).isFalse();
    }

    @Test
    void aLowerVersionDoesNotLowerWhatIsKnown() {
        remember(version(5L));
        remember(version(4L));
        assertThat(isStale(version(4L))).isTrue();
    }

    @Test
    void withoutAVersionNothingIsStale() {
        remember(version(5L));
        remember(version(null));
        assertThat(isStale(version(null))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "99999999999999999999999"})
    void aStateThatIsNoVersionStopsNothing(String state) {
        repository.setState("purse:payment:p", state);
        assertThat(isStale(version(1L))).isFalse();
        remember(version(2L));
        assertThat(isStale(version(1L))).isTrue();
    }

    @Test
    void onlyTheLatestResourcesAreKept() {
        for (int i = 0; i < 10_000; i++) {
            repository.setState("purse:payment:" + i, "1");
        }
        long kept = IntStream.range(0, 10_000)
                .filter(i -> repository.getState("purse:payment:" + i) != null)
                .count();
        assertThat(kept).isEqualTo(100);
        assertThat(repository.getState("purse:payment:9999")).isEqualTo("1");
    }

    private boolean isStale(Notification notification) {
        return ProcessedVersions.isStale(notification, memory.highest(notification));
    }

    private void remember(Notification notification) {
        memory.record(notification, memory.highest(notification));
    }

    private static Notification version(Long version) {
        return new Notification(
                WebhookResource.payment,
                "p",
                version,
                JsonNodeFactory.instance.objectNode(),
                null,
                "hash",
                "exchange-1");
    }
}
