package io.camelpurse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * How much of the processors is used by what is not measured: other processes, and other virtual machines on the same
 * hardware. Known on Linux.
 */
final class MachineLoad {

    /** Above this share of all processors, the machine is busy. */
    private static final double MOST = 0.08;

    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final int USER_HERTZ = 100;
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;
    private static final int STOLEN = 7;

    private final Supplier<Duration> measured;
    private final Ticks ticksBefore;
    private final Duration measuredBefore;

    /** In hundredths of a second, of all processors together. */
    private record Ticks(long all, long busy) {}

    /** @param measured the processor time of all processes that belong to the measurement, so far */
    MachineLoad(Supplier<Duration> measured) {
        this.measured = measured;
        this.ticksBefore = ticks();
        this.measuredBefore = measured.get();
    }

    /** The processor time of this process so far. */
    static Duration ownCpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isBusy() {
        return isBusy(others());
    }

    /** @param others the share of all processors that others have used */
    static boolean isBusy(double others) {
        return others > MOST;
    }

    /** The share of all processors that others have used since the beginning; 0 where the system does not count it. */
    double others() {
        Ticks ticks = ticks();
        long all = ticks.all() - ticksBefore.all();
        double own = measured.get().minus(measuredBefore).toMillis() * USER_HERTZ / 1e3;
        return all == 0 ? 0 : Math.max(0, (ticks.busy() - ticksBefore.busy() - own) / all);
    }

    private static Ticks ticks() {
        if (!Files.isReadable(STATISTICS)) {
            return new Ticks(0, 0);
        }
        try {
            long[] counts = Arrays.stream(Files.readAllLines(STATISTICS).get(0).split(" +"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .limit(STOLEN + 1L)
                    .toArray();
            long all = Arrays.stream(counts).sum();
            return new Ticks(all, all - counts[IDLE] - counts[WAITING_FOR_DISKS]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
