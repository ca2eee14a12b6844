package io.camelpurse;

import io.camelpurse.client.TimeSource;
import org.apache.camel.CamelContext;

/** Adds a component that reads the clocks of a test, under the name {@code purse}. */
public final class ComponentWithTime {

    private ComponentWithTime() {}

    public static void addTo(CamelContext context, TimeSource time) {
        context.addComponent("purse", new PurseComponent(context, time));
    }
}
