package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class IoThreadsTest {

    private final IoThreads threads = new IoThreads();

    @Test
    void aThreadServesConnectionsForAsLongAsItsWorkRuns() throws Exception {
        AtomicBoolean during = new AtomicBoolean();
        Thread serving = new Thread(threads.serving(() -> during.set(threads.areCurrent())));
        serving.start();
        serving.join();

        assertThat(during).isTrue();
        assertThat(threads.areCurrent()).isFalse();
        threads.serving(() -> {}).run();
        assertThat(threads.areCurrent()).isFalse();
    }
}
