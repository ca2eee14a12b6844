package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MachineLoadTest {

    @Test
    void whatIsNotMeasuredIsTheLoadOfOthers() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "only Linux says what the processors did");
        MachineLoad nothingMeasured = new MachineLoad(() -> Duration.ZERO);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(nothingMeasured.others())
                .isBetween(0.5 / Runtime.getRuntime().availableProcessors(), 1.0);
        assertThat(nothingMeasured.isBusy()).isTrue();
    }

    @Test
    void whatIsMeasuredIsNot() throws Exception {
        long begin = System.nanoTime();
        MachineLoad allMeasured = new MachineLoad(() -> Duration.ofNanos(System.nanoTime() - begin)
                .multipliedBy(Runtime.getRuntime().availableProcessors()));
        TimeUnit.MILLISECONDS.sleep(300);

        assertThat(allMeasured.others()).isLessThan(0.05);
        assertThat(allMeasured.isBusy()).isFalse();
    }
}
