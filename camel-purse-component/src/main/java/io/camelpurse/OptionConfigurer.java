package io.camelpurse;

import io.camelpurse.text.SafeText;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EndpointHelper;

/**
 * The generated configurer, except where it would lose what was configured: it would turn a list of webhook tokens into
 * one text, since the metadata call that option a text so that tools accept one; and Camel turns what is no duration
 * and no integer into 0, and cuts off the high bits of an integer that is too large.
 */
final class OptionConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {

    private static final String TOKEN = "webhookverifytoken";

    /** Milliseconds, Camel's units, or ISO 8601. */
    private static final Pattern DURATION = Pattern.compile("-?\\d{1,18}|(\\d{1,9}(d|h|m|s|ms))+|-?P[\\dDTHMS.]+");

    private static final Pattern INTEGER = Pattern.compile("-?\\d+");

    private final PropertyConfigurer generated;
    private final Function<Object, PurseConfiguration> configuration;
    private final BiConsumer<Object, String> set;

    /**
     * @param configuration of the component or endpoint that is configured
     * @param set           gets the name of the option that is set, in lower case
     */
    OptionConfigurer(
            PropertyConfigurer generated,
            Function<Object, PurseConfiguration> configuration,
            BiConsumer<Object, String> set) {
        this.generated = generated;
        this.configuration = configuration;
        this.set = set;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        String option = name.toLowerCase(Locale.ROOT);
        set.accept(target, option);
        if (option.equals(TOKEN)) {
            configuration.apply(target).setWebhookVerifyToken(resolved(context, value));
            return true;
        }
        Object usable =
                OptionForm.of(option).map(form -> usable(context, form, value)).orElse(value);
        return generated.configure(context, target, name, usable, ignoreCase);
    }

    private static Object usable(CamelContext context, OptionForm form, Object value) {
        if (form.kind() == OptionForm.Kind.DURATION && value instanceof String text) {
            return millis(context, form.option(), text);
        }
        return form.kind() == OptionForm.Kind.INTEGER ? integer(form, value) : value;
    }

    /** Also a number, since a large or a decimal one would be cut off. A bean is resolved by its name. */
    private static Object integer(OptionForm form, Object value) {
        boolean reference = value instanceof String text && EndpointHelper.isReferenceParameter(text);
        if (reference || !(value instanceof String || value instanceof Number)) {
            return value;
        }
        String text = value.toString();
        if (!INTEGER.matcher(text).matches()) {
            throw new IllegalArgumentException("The option " + form.option() + " is " + SafeText.quoted(text)
                    + ", which is no integer: give it as digits, such as 5");
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException("The option " + form.option() + " is " + SafeText.quoted(text)
                    + ": it must " + (text.startsWith("-") ? "not be negative" : "be at most " + form.most()));
        }
    }

    /** What names no bean stays as it is and is rejected at the start: Camel would put it into an exception. */
    private static Object resolved(CamelContext context, Object value) {
        if (value instanceof String reference && EndpointHelper.isReferenceParameter(reference)) {
            Object bean = CamelContextHelper.lookup(context, reference.substring(1));
            return bean == null ? reference : bean;
        }
        return value;
    }

    private static String millis(CamelContext context, String option, String text) {
        Duration duration =
                DURATION.matcher(text).matches() ? context.getTypeConverter().tryConvertTo(Duration.class, text) : null;
        if (duration == null) {
            throw new IllegalArgumentException("The option " + option + " is " + SafeText.quoted(text)
                    + ", which is no duration: give it as 30s, 1m30s or PT30S, or as a number of milliseconds");
        }
        try {
            return String.valueOf(duration.toMillis());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("The option " + option + " is " + SafeText.quoted(text)
                    + ", which is longer than any duration can be");
        }
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
