package io.camelpurse.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The other end of the wire: a sandbox in a process of its own, with this process's class path. */
final class Upstream implements AutoCloseable {

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader responses;
    private final String[] access;

    /** What the sandbox's ledger says of the payments that were opened. */
    record Ledger(long capturedOnce, long capturedWrongly) {}

    private Upstream(Process process) {
        this.process = process;
        this.commands =
                new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.responses = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.access = read().split(" ");
    }

    static Upstream start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-Xmx3g", "-cp", System.getProperty("java.class.path"), UpstreamCommand.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            return new Upstream(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String apiUrl() {
        return access[0];
    }

    String tokenUrl() {
        return access[1];
    }

    String entityId() {
        return access[2];
    }

    String clientId() {
        return access[3];
    }

    String clientSecret() {
        return access[4];
    }

    /** Responses to captures come this much later from now on. */
    void respondAfter(Duration latency) {
        ask("latency " + latency.toMillis());
    }

    /** Makes authorized payments of {@link UpstreamCommand#AMOUNT} each. */
    List<String> openPayments(int count) {
        String ids = ask("open " + count);
        return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    }

    /** The processor time that it has used so far. */
    Duration cpuTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Ledger ledger() {
        String[] counts = ask("ledger").split(" ");
        return new Ledger(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /**
     * How many captures waited in the sandbox at the same moment, at most, since payments were opened last.
     *
     * @param latency for how long each of them waited at least
     */
    int mostWaiting(Duration latency) {
        return Integer.parseInt(ask("waiting " + latency.toMillis()));
    }

    /** It has nothing to tidy up. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String ask(String command) {
        commands.println(command);
        return read();
    }

    private String read() {
        try {
            String line = responses.readLine();
            if (line == null) {
                throw new IllegalStateException("the upstream's process has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
