package io.camelpurse.benchmarks;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Starts the component once, in a process of its own: whatever is loaded for the first time counts. Prints the
 * milliseconds, the classes and the threads that it adds to a Camel context with camel-http.
 */
public final class StartCommand {

    private StartCommand() {}

    /**
     * Measures one start.
     *
     * @param arguments none
     * @throws Exception if the component does not start
     */
    public static void main(String[] arguments) throws Exception {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(route("direct:http", "http://localhost:1/"));
            context.start();
            int threadsBefore = threads.getThreadCount();
            long classesBefore = classes.getTotalLoadedClassCount();
            long begun = System.nanoTime();
            PurseConfiguration configuration =
                    context.getComponent("purse", PurseComponent.class).getConfiguration();
            configuration.setClientId("client");
            configuration.setClientSecret("secret");
            context.addRoutes(route("direct:capture", "purse:capturePayment"));
            System.out.println(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " "
                    + (classes.getTotalLoadedClassCount() - classesBefore) + " "
                    + (threads.getThreadCount() - threadsBefore));
        }
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }
}
