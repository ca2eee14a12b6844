package io.camelpurse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the processor time of a contender is for.
 *
 * <p>The system counts the time of the threads in the kernel and outside of it. What they do outside is sampled by
 * Java Flight Recorder, and divided among the pieces as the samples are.
 *
 * @param name         the contender
 * @param turn         what was recorded
 * @param kernelMicros the kernel's processor time for each call: sockets, wake-ups, changes of threads
 * @param jvmMicros    that of the JVM's own threads: garbage collection, compilation, the recorder
 * @param javaMicros   that of Java code, by piece
 * @param samples      how many stacks say so
 */
record Profile(
        String name, Turn turn, double kernelMicros, double jvmMicros, Map<Piece, Double> javaMicros, int samples) {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration SAMPLING_PERIOD = Duration.ofMillis(10);

    /** What is recorded. */
    @FunctionalInterface
    interface Work {

        Turn run() throws Exception;
    }

    static Profile of(String name, Work work) throws Exception {
        Path file = Files.createTempFile("profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(SAMPLING_PERIOD);
            recording.start();
            ThreadTimes before = ThreadTimes.now();
            Turn turn = work.run();
            ThreadTimes times = ThreadTimes.now().since(before);
            recording.dump(file);
            Map<Piece, Integer> samples = samples(file);
            int all = samples.values().stream().mapToInt(Integer::intValue).sum();
            Map<Piece, Double> java = new EnumMap<>(Piece.class);
            samples.forEach((piece, count) -> java.put(piece, perCall(times.user(), turn) * count / all));
            return new Profile(name, turn, perCall(times.kernel(), turn), perCall(times.jvm(), turn), java, all);
        } finally {
            Files.delete(file);
        }
    }

    /** All of it. */
    double micros() {
        return kernelMicros
                + jvmMicros
                + javaMicros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double perCall(long nanos, Turn turn) {
        return nanos / 1e3 / turn.calls();
    }

    private static Map<Piece, Integer> samples(Path file) throws IOException {
        Map<Piece, Integer> samples = new EnumMap<>(Piece.class);
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(Piece.of(stack(event.getStackTrace())), 1, Integer::sum);
                }
            }
        }
        return samples;
    }

    private static List<String> stack(RecordedStackTrace trace) {
        return trace == null
                ? List.of()
                : trace.getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName())
                        .toList();
    }
}
