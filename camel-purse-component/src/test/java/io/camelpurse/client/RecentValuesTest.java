package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests {@link RecentValues} and {@link RecentEntries}. */
class RecentValuesTest {

    @Test
    void whatWasUsedLastIsKept() {
        RecentValues<Integer> values = new RecentValues<>(2);
        values.put("one", 1);
        values.put("two", 2);
        assertThat(values.get("one")).isEqualTo(1);
        values.put("three", 3);
        assertThat(values.get("one")).isEqualTo(1);
        assertThat(values.get("two")).isNull();
        assertThat(values.get("three")).isEqualTo(3);
    }

    @Test
    void aValueReplacesTheOneBefore() {
        RecentValues<Integer> values = new RecentValues<>(2);
        values.put("one", 1);
        values.put("one", 11);
        assertThat(values.get("one")).isEqualTo(11);
    }

    @Test
    void manyThreadsLoseNothing() {
        int each = 2_000;
        RecentValues<Integer> values = new RecentValues<>(4 * each);
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        values.put(thread + "/" + i, i);
                        values.get((thread + 1) % 4 + "/" + i);
                    }
                }))
                .toList();
        threads.forEach(CompletableFuture::join);
        for (int i = 0; i < each; i++) {
            assertThat(List.of(values.get("0/" + i), values.get("1/" + i), values.get("2/" + i), values.get("3/" + i)))
                    .containsOnly(i);
        }
    }
}
