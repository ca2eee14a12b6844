package io.camelpurse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Samples the Java code that a contender executes, by Java Flight Recorder, which slows it down. */
final class ProfileRecording implements AutoCloseable {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration SAMPLING_PERIOD = Duration.ofMillis(1);

    private final Recording recording = new Recording();
    private final List<Recorded> recorded = new ArrayList<>();

    /** What is recorded. */
    @FunctionalInterface
    interface Work {

        Turn take() throws Exception;
    }

    private record Recorded(Instant begin, Instant end, long calls) {

        boolean contains(Instant time) {
            return !time.isBefore(begin) && time.isBefore(end);
        }
    }

    ProfileRecording() {
        recording.enable(SAMPLE).withPeriod(SAMPLING_PERIOD);
        recording.start();
    }

    /**
     * Prepares the JVM for recordings. The first one makes it compile anew what it has compiled, which must not happen
     * while anything is measured.
     *
     * @return a recording of nothing, to be closed after the last profile
     */
    static Recording prepare() {
        Recording nothing = new Recording();
        nothing.start();
        return nothing;
    }

    /** What happens between turns is no part of the profile. */
    void record(Work work) throws Exception {
        Instant begin = Instant.now();
        Turn turn = work.take();
        recorded.add(new Recorded(begin, Instant.now(), turn.calls()));
    }

    /** @param measured the turns that count */
    Profile profile(Line measured) throws IOException {
        Map<Piece, Integer> samples = samples();
        int all = samples.values().stream().mapToInt(Integer::intValue).sum();
        Map<Piece, Double> shares = new EnumMap<>(Piece.class);
        samples.forEach((piece, count) -> shares.put(piece, (double) count / all));
        long calls = recorded.stream().mapToLong(Recorded::calls).sum();
        return new Profile(measured, shares, calls, all);
    }

    @Override
    public void close() {
        recording.close();
    }

    private Map<Piece, Integer> samples() throws IOException {
        Path file = Files.createTempFile("profile", ".jfr");
        try {
            recording.dump(file);
            Map<Piece, Integer> samples = new EnumMap<>(Piece.class);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals(SAMPLE)
                        && recorded.stream().anyMatch(turn -> turn.contains(event.getStartTime()))) {
                    samples.merge(Piece.of(stack(event.getStackTrace())), 1, Integer::sum);
                }
            }
            return samples;
        } finally {
            Files.delete(file);
        }
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
