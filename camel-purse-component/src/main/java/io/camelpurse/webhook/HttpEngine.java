package io.camelpurse.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;

/**
 * The Camel component that receives HTTP requests.
 *
 * @param name    its name in the context
 * @param factory creates its consumers
 */
record HttpEngine(String name, RestConsumerFactory factory) {

    private static final String PLATFORM_HTTP = "platform-http";

    /**
     * The named one, else the one of the REST configuration, else platform-http, else the only one there is.
     *
     * @throws IllegalArgumentException if there is none, or several and none is named
     */
    static HttpEngine of(CamelContext context, String name) {
        if (name != null) {
            return component(context, name)
                    .orElseThrow(() -> new IllegalArgumentException("The option webhookComponent names '" + name
                            + "', which is no component that can listen for HTTP (a RestConsumerFactory)"));
        }
        String configured = context.getRestConfiguration().getComponent();
        return Stream.of(Optional.ofNullable(configured), Optional.of(PLATFORM_HTTP))
                .flatMap(Optional::stream)
                .flatMap(candidate -> component(context, candidate).stream())
                .findFirst()
                .orElseGet(() -> onlyOne(context));
    }

    /** The REST configuration of the context if it applies to this engine: another one may serve the REST services. */
    RestConfiguration restConfiguration(CamelContext context) {
        RestConfiguration rest = context.getRestConfiguration();
        boolean ours = rest.getComponent() == null || rest.getComponent().equals(name);
        return ours ? rest : new RestConfiguration();
    }

    private static HttpEngine onlyOne(CamelContext context) {
        List<HttpEngine> started = context.getComponentNames().stream()
                .flatMap(candidate -> component(context, candidate).stream())
                .toList();
        if (started.size() == 1) {
            return started.get(0);
        }
        Map<String, RestConsumerFactory> beans = context.getRegistry().findByTypeWithName(RestConsumerFactory.class);
        if (started.isEmpty() && beans.size() == 1) {
            Map.Entry<String, RestConsumerFactory> bean =
                    beans.entrySet().iterator().next();
            return new HttpEngine(bean.getKey(), bean.getValue());
        }
        throw new IllegalArgumentException(
                started.isEmpty()
                        ? "Nothing here listens for HTTP, so that purse:webhook cannot receive: add"
                                + " camel-platform-http-main (or the platform-http of your runtime), or name a"
                                + " component with the option webhookComponent"
                        : "Several components here can listen for HTTP: name one with the option webhookComponent");
    }

    private static Optional<HttpEngine> component(CamelContext context, String name) {
        Component component = context.getComponent(name, true);
        return component instanceof RestConsumerFactory factory
                ? Optional.of(new HttpEngine(name, factory))
                : Optional.empty();
    }
}
