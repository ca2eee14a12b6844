package io.camelpurse.documentation;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.fixture.ScriptedServer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Uses a feature in a class path of its own, and says why it does not work. */
public final class DependencyProbe {

    static final String ABSENT = "absent";

    private DependencyProbe() {}

    /** Starts routes. Returns null if they start. */
    public static String routes(String language, String code) {
        try (DefaultCamelContext context = context()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("probe." + language, code));
            context.start();
            return null;
        } catch (Exception | LinkageError e) {
            return messages(e);
        }
    }

    /** Starts Camel Main with metrics. Returns null if it starts. */
    public static String metricsInMain(String unused, String neither) {
        Main main = new Main();
        main.addInitialProperty("camel.metrics.enabled", "true");
        return failureOfStart(main);
    }

    /** Starts a webhook route in Camel Main. Returns null if it starts. */
    public static String webhookInMain(String serverEnabled, String unused) {
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", serverEnabled);
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty("camel.component.purse.client-id", "id");
        main.addInitialProperty("camel.component.purse.client-secret", "secret");
        main.addInitialProperty("camel.component.purse.webhook-verify-token", "a long random text");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").to("mock:notifications");
            }
        });
        return failureOfStart(main);
    }

    private static String failureOfStart(Main main) {
        try {
            main.start();
            return null;
        } catch (Exception | LinkageError e) {
            return messages(e);
        } finally {
            main.stop();
        }
    }

    /** Calls, and searches for a part of the running context. Returns null if the call works and the part is there. */
    public static String part(String name, String unused) {
        try (ScriptedServer purse = ScriptedServer.withToken(
                        (request, socket, output) -> ScriptedServer.json(output, 200, ScriptedServer.payment("p-1")));
                DefaultCamelContext context = context()) {
            context.getComponent("purse", PurseComponent.class)
                    .getConfiguration()
                    .setApiUrl(purse.url());
            context.start();
            context.createProducerTemplate().requestBody("purse:getPayment?paymentId=p-1", (Object) null);
            return find(context, name) == null ? ABSENT : null;
        } catch (Exception | LinkageError e) {
            return messages(e);
        }
    }

    private static Object find(CamelContext context, String name) {
        return switch (name) {
            case "jmx" -> context.getManagementStrategy().getManagementAgent();
            case "health" -> HealthCheckRegistry.get(context);
            case "console" -> context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
            default -> context.getClassResolver().resolveClass(name);
        };
    }

    private static DefaultCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        PurseConfiguration purse =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        purse.setClientId("id");
        purse.setClientSecret("secret");
        purse.setWebhookVerifyToken("a long random text");
        return context;
    }

    private static String messages(Throwable thrown) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            messages.append(cause).append('\n');
        }
        return messages.toString();
    }
}
