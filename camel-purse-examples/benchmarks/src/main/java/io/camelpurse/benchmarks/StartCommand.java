package io.camelpurse.benchmarks;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;

/**
 * Starts the component once, in a process of its own: whatever is loaded for the first time counts. Prints what it adds
 * to a Camel context with camel-http: classes and the microseconds of each step, the threads, and the microseconds that
 * the component needs in another context.
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
        try (DefaultCamelContext context = contextWithHttp()) {
            Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
            long classesBefore = classes.getTotalLoadedClassCount();
            List<Long> steps = arguments.length == 0
                    ? new StartCommand().component(context)
                    : new StartCommand().httpClient(context);
            System.out.println(classes.getTotalLoadedClassCount() - classesBefore + " "
                    + steps.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            System.out.println(Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !threadsBefore.contains(thread))
                    .map(Thread::getName)
                    .sorted()
                    .collect(Collectors.joining(", ")));
        }
        try (DefaultCamelContext another = contextWithHttp()) {
            System.out.println(new StartCommand()
                    .component(another).stream().mapToLong(Long::longValue).sum());
        }
    }

    private static DefaultCamelContext contextWithHttp() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(route("direct:http", "http://localhost:1/"));
        context.start();
        return context;
    }

    /** In the order of {@link StartBenchmark#STEPS}. */
    private List<Long> component(CamelContext context) throws Exception {
        begun = System.nanoTime();
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setClientId("client");
        configuration.setClientSecret("secret");
        long component = lap();
        context.getEndpoint("purse:capturePayment");
        long endpoint = lap();
        context.addRoutes(route("direct:capture", "purse:capturePayment"));
        return List.of(component, endpoint, lap());
    }

    private List<Long> httpClient(CamelContext context) throws Exception {
        begun = System.nanoTime();
        CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
        client.start();
        long started = lap();
        // Closed when the context stops, after the classes have been counted.
        context.addService(new ServiceSupport() {
            @Override
            protected void doStop() throws Exception {
                client.close();
            }
        });
        return List.of(started);
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
