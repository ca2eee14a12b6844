package io.camelpurse.client;

import io.camelpurse.Credentials;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.TokenAuthentication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an endpoint's client is configured with, checked.
 *
 * @param account     whose tokens the calls carry
 * @param connections which connections the calls share
 * @param calls       the limits of a call
 */
public record ClientSettings(AccountSettings account, ConnectionSettings connections, CallSettings calls) {

    /**
     * The settings that options describe.
     *
     * @param configuration of the endpoint
     * @param secrets       what no response shows; may grow later
     * @return the settings
     * @throws IllegalArgumentException if an option has a value that cannot be used; the message names it
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
        Integer connections = configuration.getMaxConnections();
        if (connections != null) {
            OptionValues.positive("maxConnections", connections.longValue());
        }
        return new ConnectionSettings(
                configuration.getHttpComponent(),
                duration("connectTimeout", configuration.getConnectTimeout()),
                Optional.ofNullable(connections));
    }

    private static CallSettings calls(PurseConfiguration configuration, ConfiguredUrls urls, List<String> secrets) {
        OptionValues.positive("maxResponseSize", configuration.getMaxResponseSize());
        return new CallSettings(
                urls.api(),
                duration("responseTimeout", configuration.getResponseTimeout()),
                OptionValues.positive("totalTimeout", configuration.getTotalTimeout()),
                configuration.getMaxResponseSize(),
                retries(configuration),
                secrets);
    }

    private static RetrySettings retries(PurseConfiguration configuration) {
        OptionValues.notNegative("maxRetries", configuration.getMaxRetries());
        OptionValues.notNegative("retryBudget", configuration.getRetryBudget());
        return new RetrySettings(
                configuration.getMaxRetries(),
                OptionValues.positive("retryDelay", configuration.getRetryDelay()),
                OptionValues.positive("maxRetryDelay", configuration.getMaxRetryDelay()),
                configuration.getRetryBudget());
    }

    private static Optional<Duration> duration(String option, Long millis) {
        return Optional.ofNullable(millis).map(value -> OptionValues.positive(option, value));
    }
}
