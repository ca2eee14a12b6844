package io.camelpurse;

import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.message.WebhookTokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One rule for every secret (client secret, API key, credentials source, webhook token): it is sent only to the hosts,
 * and with the account, that it was configured with. An endpoint that names a host or an account of its own therefore
 * inherits no secret of the component. Otherwise an address that got into an endpoint URI, such as by way of a header
 * in {@code toD}, would collect them.
 *
 * <p>What an endpoint inherits is decided by values: a secret that equals the component's is the component's.
 */
final class CredentialScope {

    private static final Function<PurseConfiguration, Object> CLIENT_ID = PurseConfiguration::getClientId;
    private static final Function<PurseConfiguration, Object> CLIENT_SECRET = PurseConfiguration::getClientSecret;
    private static final Function<PurseConfiguration, Object> API_KEY = PurseConfiguration::getApiKey;
    private static final Function<PurseConfiguration, Object> SOURCE = PurseConfiguration::getCredentialsSource;

    private final PurseConfiguration component;
    private final PurseConfiguration endpoint;

    CredentialScope(PurseConfiguration component, PurseConfiguration endpoint) {
        this.component = component;
        this.endpoint = endpoint;
    }

    /**
     * Takes the endpoint's account from one level, its token URL from where its API is, and rejects a secret of
     * the component elsewhere. May be repeated.
     *
     * @param operation of the endpoint
     * @throws IllegalArgumentException if the endpoint mixes two accounts, or would take a secret of the component to
     *                                  another host or account
     */
    void apply(PurseOperation operation) {
        boolean ownAccount = chooseAccount();
        chooseTokenUrl();
        boolean ownHost = !Objects.equals(apiOrigin(endpoint), apiOrigin(component))
                || !Objects.equals(tokenOrigin(endpoint), tokenOrigin(component));
        boolean inheritsAccount = endpoint.getCredentialsSource() == null
                ? inherits(CLIENT_SECRET) || inherits(API_KEY)
                : inherits(SOURCE);
        if (ownHost && inheritsAccount) {
            throw new IllegalArgumentException(
                    "The endpoint has an apiUrl or tokenUrl on a host of its own, and credentials"
                            + " of the component, which are not meant for that host: set clientId, clientSecret and"
                            + " apiKey (empty if its account has none) on the endpoint, or the URLs on the component");
        }
        if (ownAccount && inheritsAccount) {
            throw new IllegalArgumentException("The endpoint has an account of its own, and the component's "
                    + (inherits(CLIENT_SECRET) ? "clientSecret" : "apiKey")
                    + ", which belongs to another account: give the endpoint its own clientId, clientSecret and apiKey"
                    + " (empty if its account has none)");
        }
        boolean ownWebhookHost = !Objects.equals(origin(endpoint.getWebhookUrl()), origin(component.getWebhookUrl()));
        boolean registers = operation.creates() && isGiven(endpoint.getWebhookUrl());
        if (registers && inheritsToken() && (ownAccount || ownHost || ownWebhookHost)) {
            throw new IllegalArgumentException(reason(ownAccount, ownHost)
                    + ", and the component's webhookVerifyToken, which is not meant for it: give the endpoint its own"
                    + " webhookVerifyToken, or an empty webhookUrl if it registers no webhook");
        }
    }

    /** Why the component's token may not be registered by the endpoint. */
    private String reason(boolean ownAccount, boolean ownHost) {
        if (ownHost) {
            return "The endpoint has an apiUrl or tokenUrl on a host of its own";
        }
        if (ownAccount) {
            return "The endpoint has an account of its own";
        }
        return isGiven(component.getWebhookUrl())
                ? "The endpoint has a webhookUrl on another host than the component"
                : "The endpoint has a webhookUrl and the component has none"
                        + " (set webhookUrl beside the token to share both)";
    }

    /** @return whether the endpoint has an account of its own */
    private boolean chooseAccount() {
        boolean ownOption = isOwn(CLIENT_ID) || isOwn(CLIENT_SECRET) || isOwn(API_KEY);
        if (inherits(SOURCE) && ownOption) {
            if (!isOwn(CLIENT_ID) || !isOwn(CLIENT_SECRET)) {
                throw new IllegalArgumentException("The endpoint has a part of an account, and the component's"
                        + " credentialsSource supplies whole ones: give the endpoint both clientId and clientSecret, or"
                        + " neither of them and no apiKey");
            }
            endpoint.setCredentialsSource(null);
            return true;
        }
        return isOwn(SOURCE) || isOwn(CLIENT_ID);
    }

    /**
     * A component's token URL on behalf of its own API would else collect the secrets of an endpoint for another one.
     */
    private void chooseTokenUrl() {
        boolean ownApi = !Objects.equals(apiOrigin(endpoint), apiOrigin(component));
        if (ownApi && inherits(PurseConfiguration::getTokenUrl)) {
            endpoint.setTokenUrl(null);
        }
    }

    private boolean isOwn(Function<PurseConfiguration, Object> option) {
        Object value = option.apply(endpoint);
        return isGiven(value) && !value.equals(option.apply(component));
    }

    private boolean inherits(Function<PurseConfiguration, Object> secret) {
        Object value = secret.apply(endpoint);
        return isGiven(value) && value.equals(secret.apply(component));
    }

    /** The first one is registered with Purse, which sends it to webhookUrl. */
    private boolean inheritsToken() {
        List<String> tokens = WebhookTokens.of(endpoint);
        return !tokens.isEmpty() && WebhookTokens.of(component).contains(tokens.get(0));
    }

    private static boolean isGiven(Object value) {
        return value != null && !(value instanceof String text && text.isBlank());
    }

    private static String apiOrigin(PurseConfiguration configuration) {
        return origin(configuration.getApiUrl());
    }

    /** Without a tokenUrl, tokens come from the host of the API. */
    private static String tokenOrigin(PurseConfiguration configuration) {
        return isGiven(configuration.getTokenUrl()) ? origin(configuration.getTokenUrl()) : apiOrigin(configuration);
    }

    /** What is no URL is its own origin: it is rejected with a better message when the endpoint starts. */
    private static String origin(String url) {
        try {
            URI parsed = new URI(url == null ? "" : url);
            return parsed.getScheme() == null || parsed.getHost() == null ? url : ConfiguredUrls.origin(parsed);
        } catch (URISyntaxException e) {
            return url;
        }
    }
}
