package io.camelpurse.springboot;

import io.camelpurse.PurseComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Sets the options of a component from the properties {@code camel.component.<name>.*}, where the name is that under
 * which the component is known to Camel: {@code purse}, or that of the application's bean.
 *
 * <p>Camel converts the values, as in an application without Spring: {@code 30s} is a duration, {@code #bean:name} a
 * reference. Spring's Binder reads them, so that each of Spring's spellings works: {@code client-id}, {@code clientId},
 * {@code CAMEL_COMPONENT_PURSE_CLIENTID}.
 */
final class PurseComponentCustomizer implements ComponentCustomizer {

    private static final String COMPONENTS = "camel.component";

    /** Properties below the prefix that Camel's auto-configuration reads, for each component. */
    private static final Set<String> OF_AUTO_CONFIGURATION = Set.of("enabled", "customizerenabled");

    private final CamelContext context;
    private final Environment environment;

    PurseComponentCustomizer(CamelContext context, Environment environment) {
        this.context = context;
        this.environment = environment;
    }

    @Override
    public boolean isEnabled(String name, Component component) {
        return component instanceof PurseComponent
                && HierarchicalPropertiesEvaluator.evaluate(environment, COMPONENTS, prefix(name))
                && HierarchicalPropertiesEvaluator.evaluate(
                        environment, COMPONENTS + ".customizer", prefix(name) + ".customizer");
    }

    /**
     * Fails where a property is not an option: one that is not read would be believed to be in effect. The message has
     * no value, since that may be a secret.
     */
    @Override
    public void configure(String name, Component component) {
        PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
        PropertyConfigurerGetter options = (PropertyConfigurerGetter) configurer;
        properties(name).forEach((property, value) -> {
            String option = withoutSeparators(property);
            if (OF_AUTO_CONFIGURATION.contains(option)) {
                return;
            }
            if (options.getOptionType(option, true) == null) {
                throw new IllegalArgumentException(prefix(name) + "." + property
                        + " is not an option of the purse component: correct its name, or remove it");
            }
            PropertyBindingSupport.build()
                    .withConfigurer(configurer)
                    .withIgnoreCase(true)
                    .withMandatory(true)
                    .bind(context, component, option, value);
        });
    }

    private Map<String, String> properties(String name) {
        return new TreeMap<>(Binder.get(environment)
                .bind(prefix(name), Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
    }

    private static String prefix(String name) {
        return COMPONENTS + "." + name.toLowerCase(Locale.ROOT);
    }

    /** {@code client-id} and {@code client.id}, as which an environment variable's underscore is read. */
    private static String withoutSeparators(String property) {
        return property.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
    }
}
