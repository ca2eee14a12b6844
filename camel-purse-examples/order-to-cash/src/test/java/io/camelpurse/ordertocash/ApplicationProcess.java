package io.camelpurse.ordertocash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application in a process of its own, which can be killed without a chance to tidy up. */
final class ApplicationProcess {

    private final Process process;
    private Duration cpu = Duration.ZERO;

    private ApplicationProcess(Process process) {
        this.process = process;
    }

    /**
     * @param settings what differs from {@code application.properties}
     * @param jvmOptions the options of the virtual machine
     * @param log gets what the application prints, behind what is there
     */
    static ApplicationProcess start(Map<String, String> settings, List<String> jvmOptions, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
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

    long id() {
        return process.pid();
    }

    /** The processor time that it has taken so far, or had taken when it was killed. */
    Duration cpu() {
        process.info().totalCpuDuration().ifPresent(time -> cpu = time);
        return cpu;
    }

    /** Sends SIGKILL, which lets the application execute no further instruction, and waits for the end. */
    void kill() {
        cpu();
        process.destroyForcibly();
        process.onExit().join();
    }
}
