package io.camelpurse.ordertocash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application in a process of its own, which can be killed without a chance to tidy up. */
final class ApplicationProcess implements AutoCloseable {

    private final Process process;

    private ApplicationProcess(Process process) {
        this.process = process;
    }

    /**
     * @param settings what differs from {@code application.properties}
     * @param log gets what the application prints, behind what is there
     */
    static ApplicationProcess start(Map<String, String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(OrderToCash.class.getName());
        return new ApplicationProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGKILL: not one instruction of the application is executed any more. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
