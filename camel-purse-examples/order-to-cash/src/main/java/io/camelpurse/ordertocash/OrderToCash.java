package io.camelpurse.ordertocash;

import java.util.Map;
import org.apache.camel.main.Main;

/**
 * The application: Camel Main with the routes of {@code routes/*.yaml}, configured by {@code application.properties},
 * the environment and system properties.
 */
public final class OrderToCash implements AutoCloseable {

    /** UBL needs about ten levels; a document of a hundred thousand would exhaust the stack of whoever walks it. */
    private static final String DEPTH_LIMIT = "jdk.xml.maxElementDepth";

    private final Main main = new Main(OrderToCash.class);

    private OrderToCash(Map<String, String> settings) {
        limitDepth();
        settings.forEach(main::addOverrideProperty);
    }

    /**
     * Runs until the process is stopped.
     *
     * @param arguments none are needed
     * @throws Exception when the routes cannot start
     */
    public static void main(String[] arguments) throws Exception {
        limitDepth();
        Main main = new Main(OrderToCash.class);
        main.run();
        System.exit(main.getExitCode());
    }

    /**
     * Starts the routes inside this process.
     *
     * @param settings what differs from {@code application.properties}
     * @return the running application
     */
    static OrderToCash start(Map<String, String> settings) {
        OrderToCash application = new OrderToCash(settings);
        application.main.start();
        return application;
    }

    /** Finishes the document in hand and stops. */
    @Override
    public void close() {
        main.stop();
    }

    private static void limitDepth() {
        if (System.getProperty(DEPTH_LIMIT) == null) {
            System.setProperty(DEPTH_LIMIT, "100");
        }
    }
}
