package io.camelpurse;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/**
 * The name by which routes know a component, so that threads and health checks of two components can be distinguished.
 * Camel does not pass a component its name.
 */
record ComponentName(String value) {

    private static final String SCHEME = "purse";

    /** What Camel allows to be added to the name of a bean, where the name alone is taken. */
    private static final String SUFFIX = "-component";

    static ComponentName of(CamelContext context, Component component) {
        return new ComponentName(context.getComponentNames().stream()
                .filter(name -> context.hasComponent(name) == component)
                .findFirst()
                .orElseGet(() -> ofBean(context, component)));
    }

    /** A component that starts because a route names it is not among the context's yet. */
    private static String ofBean(CamelContext context, Component component) {
        return context.getRegistry().findByTypeWithName(PurseComponent.class).entrySet().stream()
                .filter(bean -> bean.getValue() == component)
                .map(Map.Entry::getKey)
                .map(name -> name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name)
                .findFirst()
                .orElse(SCHEME);
    }

    /** The name of a thread pool: the component that everybody has needs no mention. */
    String thread(String purpose) {
        return purpose + threadSuffix();
    }

    /** What distinguishes this component's threads from those of others. */
    String threadSuffix() {
        return value.equals(SCHEME) ? "" : "-" + value;
    }
}
