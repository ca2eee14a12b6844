package io.camelpurse;

import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EndpointHelper;

/**
 * The generated configurer, except for the webhook token: the metadata call that option a text, so that tools accept one,
 * and the generated configurer would turn a list of tokens into one text.
 */
final class WebhookTokenConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {

    private static final String OPTION = "webhookVerifyToken";

    private final PropertyConfigurer generated;
    private final Function<Object, PurseConfiguration> configuration;

    /** @param configuration of the component or endpoint that is configured */
    WebhookTokenConfigurer(PropertyConfigurer generated, Function<Object, PurseConfiguration> configuration) {
        this.generated = generated;
        this.configuration = configuration;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (ignoreCase ? OPTION.equalsIgnoreCase(name) : OPTION.equals(name)) {
            configuration.apply(target).setWebhookVerifyToken(resolved(context, value));
            return true;
        }
        return generated.configure(context, target, name, value, ignoreCase);
    }

    /** What names no bean stays as it is and is refused at the start: Camel would put it into an exception. */
    private static Object resolved(CamelContext context, Object value) {
        if (value instanceof String reference && EndpointHelper.isReferenceParameter(reference)) {
            Object bean = CamelContextHelper.lookup(context, reference.substring(1));
            return bean == null ? reference : bean;
        }
        return value;
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter().getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter().getAutowiredNames();
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter().getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter().getOptionValue(target, name, ignoreCase);
    }

    private PropertyConfigurerGetter getter() {
        return (PropertyConfigurerGetter) generated;
    }
}
