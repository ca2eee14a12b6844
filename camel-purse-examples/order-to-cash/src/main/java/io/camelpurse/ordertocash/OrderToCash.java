package io.camelpurse.ordertocash;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.master.MasterComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.flywaydb.core.Flyway;

/**
 * The application: Camel Main with the routes of {@code routes/*.yaml}, configured by {@code application.properties},
 * the environment and system properties.
 */
public final class OrderToCash implements AutoCloseable {

    /** UBL needs about ten levels; a document of a hundred thousand would exhaust the stack of whoever walks it. */
    private static final String DEPTH_LIMIT = "jdk.xml.maxElementDepth";

    private static final String TIME_ZONE = "{{orderToCash.timeZone}}";

    private final Main main = new Main(OrderToCash.class);

    private OrderToCash(Map<String, String> settings) {
        if (System.getProperty(DEPTH_LIMIT) == null) {
            System.setProperty(DEPTH_LIMIT, "100");
        }
        settings.forEach(main::addOverrideProperty);
        main.addMainListener(new Preparation());
    }

    /**
     * Runs until the process is stopped.
     *
     * @param arguments none are needed
     * @throws Exception when the routes cannot start
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new OrderToCash(Map.of()).main;
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

    /** Compares every order with Purse now, instead of at night, and returns the differences. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> reconcile() {
        FluentProducerTemplate template = main.getCamelContext().createFluentProducerTemplate();
        return template.to("direct:reconcile").request(List.class);
    }

    /** Finishes the documents in hand and stops. */
    @Override
    public void close() {
        main.stop();
    }

    /** Brings the tables of the order book up to date, and lets instances elect a reader, before any route starts. */
    private static final class Preparation extends MainListenerSupport {

        @Override
        public void afterConfigure(BaseMainSupport main) {
            CamelContext context = main.getCamelContext();
            DataSource orderBook = context.getRegistry().findSingleByType(DataSource.class);
            Flyway.configure()
                    .dataSource(orderBook)
                    .placeholders(Map.of("timeZone", context.resolvePropertyPlaceholders(TIME_ZONE)))
                    .load()
                    .migrate();
            context.getRegistry().findByType(CamelClusterService.class).forEach(election -> use(context, election));
        }

        private static void use(CamelContext context, CamelClusterService election) {
            try {
                context.addService(election);
            } catch (Exception cause) {
                throw new IllegalStateException(cause);
            }
            // A reader that is replaced while it has attempts left starts again, beside its successor.
            context.getComponent("master", MasterComponent.class).setBackOffMaxAttempts(1);
        }
    }
}
