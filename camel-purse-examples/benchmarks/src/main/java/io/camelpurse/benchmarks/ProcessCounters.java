package io.camelpurse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What this process has used so far. Threads that end between two readings take their figures with them, so that what
 * is measured keeps its threads.
 *
 * @param cpuNanos  processor time
 * @param javaNanos processor time of the threads that execute Java code
 * @param userNanos the part of it outside of the kernel
 * @param allocated bytes, by thread
 * @param wakeUps   how often each thread of the system had waited and went on; empty where the system does not count it
 */
record ProcessCounters(
        long cpuNanos, long javaNanos, long userNanos, Map<Long, Long> allocated, Map<String, Long> wakeUps) {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String VOLUNTARY = "voluntary_ctxt_switches:";

    /** Before what is measured: reading the counters of many threads takes a while, which must not count. */
    static ProcessCounters before() {
        Map<String, Long> switches = switches();
        Map<Long, Long> allocations = allocations();
        long user = java(THREADS::getThreadUserTime);
        long java = java(THREADS::getThreadCpuTime);
        return new ProcessCounters(cpu(), java, user, allocations, switches);
    }

    /** After what is measured. */
    static ProcessCounters after() {
        long cpu = cpu();
        long java = java(THREADS::getThreadCpuTime);
        long user = java(THREADS::getThreadUserTime);
        Map<Long, Long> allocations = allocations();
        return new ProcessCounters(cpu, java, user, allocations, switches());
    }

    long cpuNanosSince(ProcessCounters before) {
        return cpuNanos - before.cpuNanos;
    }

    /** In the kernel, of the threads that execute Java code. */
    long kernelNanosSince(ProcessCounters before) {
        return javaNanos - before.javaNanos - userNanosSince(before);
    }

    /** Outside of the kernel, of the threads that execute Java code. */
    long userNanosSince(ProcessCounters before) {
        return userNanos - before.userNanos;
    }

    long allocatedSince(ProcessCounters before) {
        return since(allocated, before.allocated);
    }

    /** How many threads have done anything. */
    long threadsSince(ProcessCounters before) {
        return allocated.entrySet().stream()
                .filter(thread -> thread.getValue() > before.allocated.getOrDefault(thread.getKey(), 0L))
                .count();
    }

    /** Zero where the system does not count them. */
    long wakeUpsSince(ProcessCounters before) {
        return since(wakeUps, before.wakeUps);
    }

    private static <K> long since(Map<K, Long> now, Map<K, Long> before) {
        return now.entrySet().stream()
                // A thread that has ended while it was read has zero.
                .mapToLong(entry -> Math.max(0, entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
                .sum();
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long java(LongUnaryOperator time) {
        // A thread that has ended meanwhile has -1.
        return LongStream.of(THREADS.getAllThreadIds())
                .map(thread -> Math.max(0, time.applyAsLong(thread)))
                .sum();
    }

    private static Map<Long, Long> allocations() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // A thread that has ended meanwhile has -1.
            allocated.put(ids[i], Math.max(0, bytes[i]));
        }
        return allocated;
    }

    private static Map<String, Long> switches() {
        if (!Files.isDirectory(TASKS)) {
            return Map.of();
        }
        Map<String, Long> switches = new HashMap<>();
        for (Path task : tasks()) {
            try (Stream<String> lines = Files.lines(task.resolve("status"))) {
                lines.filter(line -> line.startsWith(VOLUNTARY))
                        .forEach(line -> switches.put(
                                task.getFileName().toString(),
                                Long.valueOf(line.substring(VOLUNTARY.length()).strip())));
            } catch (IOException | UncheckedIOException ended) {
                switches.remove(task.getFileName().toString());
            }
        }
        return switches;
    }

    private static List<Path> tasks() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
