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

/**
 * Records what a contender is busy with during some turns. The system counts the processor time of threads in the
 * kernel and outside of it. What they do outside is sampled by Java Flight Recorder, and divided as the samples are.
 */
final class ProfileRecording implements AutoCloseable {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration SAMPLING_PERIOD = Duration.ofMillis(1);

    private final String contender;
    private final Recording recording = new Recording();
    private final List<Recorded> all = new ArrayList<>();

    /** What is recorded. */
    @FunctionalInterface
    interface Work {

        Turn take() throws Exception;
    }

    private record Recorded(Instant begin, Instant end, ThreadTimes times, long calls) {

        boolean contains(Instant time) {
            return !time.isBefore(begin) && time.isBefore(end);
        }
    }

    ProfileRecording(String contender) {
        this.contender = contender;
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

    /** What happens between turns does not count. */
    Turn record(Work work) throws Exception {
        Instant begin = Instant.now();
        ThreadTimes before = ThreadTimes.now();
        Turn turn = work.take();
        ThreadTimes times = ThreadTimes.now().since(before);
        all.add(new Recorded(begin, Instant.now(), times, turn.calls()));
        return turn;
    }

    Profile profile() throws IOException {
        Map<Piece, Integer> samples = samples();
        int count = samples.values().stream().mapToInt(Integer::intValue).sum();
        long calls = all.stream().mapToLong(Recorded::calls).sum();
        ThreadTimes times = all.stream().map(Recorded::times).reduce(ThreadTimes.NONE, ThreadTimes::plus);
        Map<Piece, Double> java = new EnumMap<>(Piece.class);
        samples.forEach((piece, of) -> java.put(piece, times.user() / 1e3 / calls * of / count));
        return new Profile(contender, calls, times.kernel() / 1e3 / calls, times.jvm() / 1e3 / calls, java, count);
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
                        && all.stream().anyMatch(turn -> turn.contains(event.getStartTime()))) {
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
