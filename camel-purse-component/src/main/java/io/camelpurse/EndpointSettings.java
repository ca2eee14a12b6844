package io.camelpurse;

import io.camelpurse.client.AccountSettings;
import io.camelpurse.client.CallSettings;
import io.camelpurse.client.ConnectionSettings;
import io.camelpurse.client.Credentials;
import io.camelpurse.client.RetrySettings;
import io.camelpurse.redirect.SigningKeySettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Checks what an endpoint is configured with, in words, before anything starts. */
final class EndpointSettings {

    private static final String TOKEN_PATH = "/oauth/token";

    /**
     * The name that stands for this machine, and addresses that never leave it (RFC 6890). Java leaves names below
     * localhost to the resolver of the system, which may know another address.
     */
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i)localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1]|\\[(0{1,4}:){7}0{0,3}1]");

    private final PurseConfiguration configuration;

    EndpointSettings(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    AccountSettings account() {
        return new AccountSettings(
                tokenUrl(),
                configuration.getTokenAuthentication() == TokenAuthentication.body,
                blankToNull(configuration.getTokenScope()),
                credentials());
    }

    ConnectionSettings connections() {
        return new ConnectionSettings(
                configuration.getHttpComponent(),
                Optional.ofNullable(configuration.getConnectTimeout())
                        .map(millis -> positive("connectTimeout", millis)),
                Optional.ofNullable(configuration.getMaxConnections()).map(maximum -> {
                    positive("maxConnections", maximum.longValue());
                    return maximum;
                }));
    }

    /** Without a slash at the end. */
    String apiUrl() {
        String apiUrl = apiUri().toString();
        return apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
    }

    /** @param secrets what no response shows */
    CallSettings calls(List<String> secrets) {
        positive("maxResponseSize", configuration.getMaxResponseSize());
        return new CallSettings(
                apiUrl(),
                Optional.ofNullable(configuration.getResponseTimeout())
                        .map(millis -> positive("responseTimeout", millis)),
                positive("totalTimeout", configuration.getTotalTimeout()),
                configuration.getMaxResponseSize(),
                retries(),
                secrets);
    }

    SigningKeySettings signingKeys() {
        Duration maxAge =
                positive("redirectionSigningKeysCachePeriod", configuration.getRedirectionSigningKeysCachePeriod());
        Duration outageTime =
                positive("redirectionSigningKeysOutagePeriod", configuration.getRedirectionSigningKeysOutagePeriod());
        Duration shortest = SigningKeySettings.MIN_INTERVAL.multipliedBy(2);
        if (maxAge.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("The option redirectionSigningKeysCachePeriod is " + maxAge.toMillis()
                    + ": it must be at least " + shortest.toMillis() + ", since keys are read at most twice in "
                    + SigningKeySettings.MIN_INTERVAL.toMillis());
        }
        if (outageTime.compareTo(maxAge) < 0) {
            throw new IllegalArgumentException(
                    "The option redirectionSigningKeysOutagePeriod is " + outageTime.toMillis()
                            + ": it must not be less than redirectionSigningKeysCachePeriod, " + maxAge.toMillis());
        }
        Duration totalTimeout = positive("totalTimeout", configuration.getTotalTimeout());
        return new SigningKeySettings(maxAge, outageTime, SigningKeySettings.MIN_INTERVAL, totalTimeout.plusSeconds(1));
    }

    private RetrySettings retries() {
        return new RetrySettings(
                notNegative("maxRetries", configuration.getMaxRetries()),
                positive("retryDelay", configuration.getRetryDelay()),
                positive("maxRetryDelay", configuration.getMaxRetryDelay()),
                notNegative("retryBudget", configuration.getRetryBudget()));
    }

    private static int notNegative(String option, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("The option " + option + " is " + value + ": it must not be negative");
        }
        return value;
    }

    /** To which Purse sends the webhook token, or {@code null} if none is configured. */
    String webhookUrl() {
        String url = blankToNull(configuration.getWebhookUrl());
        return url == null ? null : protectedUrl("webhookUrl", webhookUrl(url)).toString();
    }

    private URI tokenUrl() {
        return blankToNull(configuration.getTokenUrl()) != null
                ? protectedUrl("tokenUrl", url("tokenUrl", configuration.getTokenUrl()))
                : apiUri().resolve(TOKEN_PATH);
    }

    private URI apiUri() {
        return protectedUrl("apiUrl", url("apiUrl", configuration.getApiUrl()));
    }

    /** Encrypted, or within this machine. */
    private URI protectedUrl(String option, URI url) {
        if (url.getScheme().equalsIgnoreCase("http")
                && !LOOPBACK.matcher(url.getHost()).matches()
                && !configuration.isAllowPlainHttp()) {
            throw new IllegalArgumentException("The option " + option
                    + " begins with http:, so that secrets could be read on their way to that host: use https:, or set"
                    + " allowPlainHttp=true if the network is protected otherwise");
        }
        return url;
    }

    private Supplier<Credentials> credentials() {
        if (configuration.getCredentialsSource() != null) {
            return configuration.getCredentialsSource();
        }
        return AccountSettings.fixed(new Credentials(
                required("clientId", configuration.getClientId()),
                required("clientSecret", configuration.getClientSecret()),
                blankToNull(configuration.getApiKey())));
    }

    private static String required(String option, String value) {
        if (blankToNull(value) == null) {
            throw new IllegalArgumentException("The option " + option
                    + " is missing: set it on the component (camel.component.purse."
                    + option + ") or on the endpoint, with the value from the Purse dashboard");
        }
        return value;
    }

    /** May have a query, by which a receiver tells its routes apart. */
    private static URI webhookUrl(String value) {
        try {
            URI url = new URI(value);
            if (isHttp(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // As for the other URLs.
        }
        throw new IllegalArgumentException("The option webhookUrl is not an HTTP URL: give it as https://host/path");
    }

    private static boolean isHttp(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        return http && url.getHost() != null;
    }

    private static URI url(String option, String value) {
        try {
            URI url = new URI(required(option, value));
            boolean bare = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (isHttp(url) && bare) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message would repeat the value, which may hold a password.
        }
        throw new IllegalArgumentException("The option " + option
                + " is not an HTTP URL without user, query and fragment: give it as https://host/path");
    }

    static Duration positive(String option, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "The option " + option + " is " + value + ": it must be greater than zero");
        }
        return Duration.ofMillis(value);
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
