package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionMemoryTest {

    private final RecentVersions repository = new RecentVersions(100);
    private final VersionMemory memory = new VersionMemory(repository);

    @Test
    void aLowerVersionThanOneDealtWithIsStale() {
        memory.remember(version(5L));
        assertThat(memory.isStale(version(4L))).isTrue();
        assertThat(memory.isStale(version(5L))).isFalse();
        assertThat(memory.isStale(version(6L))).isFalse();
    }

    @Test
    void aLowerVersionDoesNotLowerWhatIsKnown() {
        memory.remember(version(5L));
        memory.remember(version(4L));
        assertThat(memory.isStale(version(4L))).isTrue();
    }

    @Test
    void withoutAVersionNothingIsStale() {
        memory.remember(version(5L));
        memory.remember(version(null));
        assertThat(memory.isStale(version(null))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "99999999999999999999999"})
    void aStateThatIsNoVersionStopsNothing(String state) {
        repository.setState("purse:payment:p", state);
        assertThat(memory.isStale(version(1L))).isFalse();
        memory.remember(version(2L));
        assertThat(memory.isStale(version(1L))).isTrue();
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

    private static Notification version(Long version) {
        return new Notification(
                WebhookResource.payment, "p", version, JsonNodeFactory.instance.objectNode(), null, "hash");
    }
}
