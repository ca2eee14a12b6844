package io.camelpurse.springboot;

import java.util.Locale;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides the component's secret options from those who may see the values of an actuator's {@code env}. What an
 * application reads into such an option from a property of another name is the application's to hide.
 */
final class SecretSanitizer implements SanitizingFunction {

    /** As {@code camel.component.purse.client-id} and {@code CAMEL_COMPONENT_PURSE_CLIENTID} begin. */
    private static final String COMPONENTS = "camelcomponent";

    private static final Set<String> SECRETS = Set.of("apikey", "clientid", "clientsecret", "webhookverifytoken");

    @Override
    public SanitizableData apply(SanitizableData data) {
        String key = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        boolean secret = key.startsWith(COMPONENTS) && SECRETS.stream().anyMatch(key::endsWith);
        return secret ? data.withSanitizedValue() : data;
    }
}
