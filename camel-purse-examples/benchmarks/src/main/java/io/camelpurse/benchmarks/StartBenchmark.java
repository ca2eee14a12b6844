package io.camelpurse.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the component adds to the start of an application that has Camel and camel-http, each time in a new process.
 *
 * @param starts how often
 */
record StartBenchmark(int starts) {

    static final Bound BOUND = Bound.atMost(300);

    /**
     * One start.
     *
     * @param millis  until the route with the component is ready
     * @param classes that were loaded for it
     * @param threads that it began
     */
    record Start(long millis, long classes, long threads) {}

    List<Start> run() throws IOException, InterruptedException {
        List<Start> all = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            all.add(start());
        }
        return all;
    }

    static Spread millis(List<Start> starts) {
        return Spread.of(starts.stream().mapToDouble(Start::millis));
    }

    private static Start start() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), StartCommand.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the component did not start: " + output);
        }
        String[] figures = output.split(" ");
        return new Start(Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
    }
}
