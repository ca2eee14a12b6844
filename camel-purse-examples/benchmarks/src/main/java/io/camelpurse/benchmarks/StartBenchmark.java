package io.camelpurse.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.apache.camel.util.FileUtil;

/**
 * What the component adds to the start of an application that has Camel and camel-http, each time in a new process.
 *
 * @param starts how often
 */
record StartBenchmark(int starts) {

    static final Bound BOUND = Bound.atMost(220);

    static final Bound GOAL = Bound.atMost(100);

    static final Bound SHARED_BOUND = Bound.atMost(110);

    /** What a start consists of. */
    static final List<String> STEPS =
            List.of("the component", "the endpoint", "the route with its producer and HttpClient");

    /**
     * One start.
     *
     * @param millis  of each step
     * @param classes that were loaded for it
     * @param threads that it began, by name
     * @param again   the milliseconds that the component needs in another context of the same JVM
     */
    record Start(List<Double> millis, long classes, String threads, double again) {

        /** Until all is ready. */
        double all() {
            return millis.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /**
     * What came of it.
     *
     * @param component  starts of a route with the component
     * @param shared     the same, by a JVM that has an archive of the classes
     * @param httpClient starts of an asynchronous HttpClient alone
     */
    record Result(List<Start> component, List<Start> shared, List<Start> httpClient) {}

    Result run() throws IOException, InterruptedException {
        List<Start> component = new ArrayList<>();
        List<Start> shared = new ArrayList<>();
        List<Start> httpClient = new ArrayList<>();
        Path directory = Files.createTempDirectory("purse-start");
        try {
            String jars = jars(directory);
            Path archive = directory.resolve("classes.jsa");
            // To the log, the JVM writes what cannot be archived.
            start(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive), jars);
            if (!Files.exists(archive)) {
                throw new IllegalStateException("the JVM has written no archive of the classes");
            }
            for (int i = 0; i < starts; i++) {
                component.add(start(List.of(), jars));
                shared.add(start(List.of("-Xshare:on", "-Xlog:disable", "-XX:SharedArchiveFile=" + archive), jars));
                httpClient.add(start(List.of(), jars, StartCommand.HTTP_CLIENT));
            }
        } finally {
            FileUtil.removeDir(directory.toFile());
        }
        return new Result(component, shared, httpClient);
    }

    /** This process's class path, as an application has it: no class of a directory can be archived. */
    private static String jars(Path directory) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                String made = directory.resolve(entries.size() + ".jar").toString();
                String[] arguments = {"--create", "--no-compress", "--file", made, "-C", entry, "."};
                if (jar.run(System.err, System.err, arguments) != 0) {
                    throw new IllegalStateException("there is no jar of " + entry);
                }
                entries.add(made);
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    static Spread millis(List<Start> starts) {
        return Spread.of(starts.stream().mapToDouble(Start::all));
    }

    static Spread millis(List<Start> starts, int step) {
        return Spread.of(starts.stream().mapToDouble(start -> start.millis().get(step)));
    }

    private static Start start(List<String> options, String classPath, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, StartCommand.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the component did not start: " + output);
        }
        List<String> lines = output.lines().toList();
        List<Long> figures =
                Stream.of(lines.get(0).split(" ")).map(Long::valueOf).toList();
        return new Start(
                figures.stream().skip(1).map(micros -> micros / 1e3).toList(),
                figures.get(0),
                lines.get(1),
                Long.parseLong(lines.get(2)) / 1e3);
    }
}
