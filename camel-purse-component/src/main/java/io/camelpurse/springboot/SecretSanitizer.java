package io.camelpurse.springboot;

import io.camelpurse.PurseEndpointUriFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Hides the values of secret options from those who may see the values of an actuator, also under the name of another
 * property that an option refers to, such as {@code PURSE_CLIENT_SECRET}.
 */
final class SecretSanitizer implements SanitizingFunction {

    private static final Set<String> SECRETS = new PurseEndpointUriFactory().secretPropertyNames();

    private final Set<String> values;

    SecretSanitizer(Environment environment) {
        values = Binder.get(environment)
                .bind("camel.component", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(property -> isSecret("camel.component." + property.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isSecret(data.getKey()) || values.contains(String.valueOf(data.getValue()))
                ? data.withSanitizedValue()
                : data;
    }

    /** {@code camel.component.purse.client-id} and {@code CAMEL_COMPONENT_PURSE_CLIENTID}. */
    private static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return name.startsWith("camelcomponent")
                && SECRETS.stream().anyMatch(option -> name.endsWith(option.toLowerCase(Locale.ROOT)));
    }
}
