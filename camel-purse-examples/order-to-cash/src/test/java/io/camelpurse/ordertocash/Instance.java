package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of several instances of the application that share an order book. It is killed and started again, at the same
 * port, and claims documents under a name of its own each time.
 */
final class Instance {

    private final String name;
    private final Map<String, String> settings;
    private final List<String> jvmOptions;
    private final Path log;
    private final int port = FreePort.find();
    private ApplicationProcess process;
    private int starts;
    private Duration cpuOfKilled = Duration.ZERO;

    /** @param settings what all instances have in common */
    Instance(String name, Map<String, String> settings, List<String> jvmOptions, Path log) {
        this.name = name;
        this.jvmOptions = jvmOptions;
        this.log = log;
        this.settings = new HashMap<>(settings);
        this.settings.put("camel.server.port", String.valueOf(port));
        this.settings.put("camel.component.purse.webhook-url", "http://127.0.0.1:" + port + "/purse/webhook");
    }

    void start() throws IOException {
        starts++;
        settings.put("orderToCash.instance", claimant());
        process = ApplicationProcess.start(settings, jvmOptions, log);
    }

    /** The name under which it claims documents until it is killed. */
    String claimant() {
        return name + "-" + starts;
    }

    String name() {
        return name;
    }

    /** Whether it serves requests; an instance that has ended by itself is a fault. */
    boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Instance " + name + " has ended by itself; see " + log);
        }
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    void kill() {
        process.kill();
        cpuOfKilled = cpuOfKilled.plus(process.cpu());
        process = null;
    }

    /** The processor time of all its processes. */
    Duration cpu() {
        return process == null ? cpuOfKilled : cpuOfKilled.plus(process.cpu());
    }

    long processId() {
        return process.id();
    }

    boolean isRunning() {
        return process != null;
    }
}
