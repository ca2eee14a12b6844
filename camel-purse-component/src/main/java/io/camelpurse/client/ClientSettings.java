package io.camelpurse.client;

import io.camelpurse.Credentials;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.TokenAuthentication;
import io.camelpurse.text.OptionValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds the configuration of an endpoint's client.
 *
 * @param account     whose tokens the calls carry
 * @param connections which connections the calls share
 * @param calls       the limits of a call
 */
public record ClientSettings(AccountSettings account, ConnectionSettings connections, CallSettings calls) {

    /**
     * The settings that options describe.
     *
     * @param configuration of the endpoint, with valid numbers
     * @param secrets       what no response shows; may grow later
     * @return the settings
     * @throws IllegalArgumentException if a URL is not valid, or credentials are missing; the message names the option
     */
    public static ClientSettings of(PurseConfiguration configuration, List<String> secrets) {
        ConfiguredUrls urls = new ConfiguredUrls(configuration);
        return new ClientSettings(
                account(configuration, urls), connections(configuration), calls(configuration, urls, secrets));
    }

    private static AccountSettings account(PurseConfiguration configuration, ConfiguredUrls urls) {
        return new AccountSettings(
                urls.token(),
                configuration.getTokenAuthentication() == TokenAuthentication.body,
                OptionValues.blankToNull(configuration.getTokenScope()),
                credentials(configuration));
    }

    private static Supplier<Credentials> credentials(PurseConfiguration configuration) {
        if (configuration.getCredentialsSource() != null) {
            return configuration.getCredentialsSource();
        }
        return AccountSettings.fixed(new Credentials(
                OptionValues.required("clientId", configuration.getClientId()),
                OptionValues.required("clientSecret", configuration.getClientSecret()),
                OptionValues.blankToNull(configuration.getApiKey())));
    }

    private static ConnectionSettings connections(PurseConfiguration configuration) {
        return new ConnectionSettings(
                configuration.getHttpComponent(),
                duration(configuration.getConnectTimeout()),
                Optional.ofNullable(configuration.getMaxConnections()));
    }

    private static CallSettings calls(PurseConfiguration configuration, ConfiguredUrls urls, List<String> secrets) {
        return new CallSettings(
                urls.api(),
                duration(configuration.getResponseTimeout()),
                Duration.ofMillis(configuration.getTotalTimeout()),
                configuration.getMaxResponseSize(),
                retries(configuration),
                secrets);
    }

    private static RetrySettings retries(PurseConfiguration configuration) {
        return new RetrySettings(
                configuration.getMaxRetries(),
                Duration.ofMillis(configuration.getRetryDelay()),
                Duration.ofMillis(configuration.getMaxRetryDelay()),
                configuration.getRetryBudget());
    }

    private static Optional<Duration> duration(Long millis) {
        return Optional.ofNullable(millis).map(Duration::ofMillis);
    }
}
