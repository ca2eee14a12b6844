package io.camelpurse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the component's credentials with the component's hosts. Otherwise an address that got into an endpoint URI, such as
 * by way of a header in {@code toD}, would collect them.
 */
final class CredentialScope {

    private final PurseConfiguration component;

    CredentialScope(PurseConfiguration component) {
        this.component = component;
    }

    /**
     * @throws IllegalArgumentException if the endpoint would take the component's credentials to another host
     */
    void check(PurseConfiguration endpoint) {
        boolean inherits = inherited(endpoint, PurseConfiguration::getClientSecret)
                || inherited(endpoint, PurseConfiguration::getApiKey)
                || inherited(endpoint, PurseConfiguration::getCredentialsSource);
        if (inherits && !origins(component).containsAll(origins(endpoint))) {
            throw new IllegalArgumentException(
                    "The endpoint has an apiUrl or tokenUrl on a host of its own, and credentials"
                            + " of the component, which are not meant for that host: give the endpoint its own clientId,"
                            + " clientSecret and apiKey, or set the URLs on the component");
        }
    }

    private boolean inherited(PurseConfiguration endpoint, Function<PurseConfiguration, Object> secret) {
        Object ofComponent = secret.apply(component);
        return ofComponent != null && Objects.equals(secret.apply(endpoint), ofComponent);
    }

    private static Set<String> origins(PurseConfiguration configuration) {
        return Stream.of(configuration.getApiUrl(), configuration.getTokenUrl())
                .filter(Objects::nonNull)
                .map(CredentialScope::origin)
                .collect(Collectors.toSet());
    }

    /** What is no URL is its own origin: it is refused with better words when the endpoint starts. */
    private static String origin(String url) {
        try {
            URI parsed = new URI(url);
            return parsed.getScheme() + "://" + parsed.getAuthority();
        } catch (URISyntaxException e) {
            return url;
        }
    }
}
