package io.camelpurse.benchmarks;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;

/**
 * Starts the component once, in a process of its own: whatever is loaded for the first time counts. Prints what it adds
 * to a Camel context with camel-http: classes, threads, and the microseconds of each step.
 */
public final class StartCommand {

    /** Instead of the component, what it uses. */
    static final String HTTP_CLIENT = "HttpClient";

    private long begun;

    private StartCommand() {}

    /**
     * Measures one start.
     *
     * @param arguments none, or {@link #HTTP_CLIENT} to start an asynchronous HttpClient alone
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
            List<Long> steps =
                    arguments.length == 0 ? new StartCommand().component(context) : new StartCommand().httpClient();
            System.out.println(classes.getTotalLoadedClassCount() - classesBefore + " "
                    + (threads.getThreadCount() - threadsBefore) + " "
                    + steps.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    /** In the order of {@link StartBenchmark#STEPS}. */
    private List<Long> component(CamelContext context) throws Exception {
        begun = System.nanoTime();
        List<Long> steps = new ArrayList<>();
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setClientId("client");
        configuration.setClientSecret("secret");
        steps.add(lap());
        Endpoint endpoint = context.getEndpoint("purse:capturePayment");
        steps.add(lap());
        try (Producer producer = endpoint.createProducer()) {
            producer.start();
            steps.add(lap());
            context.addRoutes(route("direct:capture", "purse:capturePayment"));
            steps.add(lap());
        }
        return steps;
    }

    private List<Long> httpClient() throws IOException {
        begun = System.nanoTime();
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            return List.of(lap());
        }
    }

    /** The microseconds since the last step. */
    private long lap() {
        long now = System.nanoTime();
        long lap = TimeUnit.NANOSECONDS.toMicros(now - begun);
        begun = now;
        return lap;
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
