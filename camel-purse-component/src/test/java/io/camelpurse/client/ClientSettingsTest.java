package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.Credentials;
import io.camelpurse.PurseConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests {@link ClientSettings} and {@link CallSettings}. */
class ClientSettingsTest {

    private final PurseConfiguration configuration = new PurseConfiguration();

    @BeforeEach
    void configure() {
        configuration.setClientId("id");
        configuration.setClientSecret("s3cret");
    }

    @Test
    void whatIsNotSetIsLeftToTheHttpComponent() {
        assertThat(settings().calls().responseTimeout()).isEmpty();
        assertThat(settings().connections())
                .isEqualTo(new ConnectionSettings("https", Optional.empty(), Optional.empty()));
    }

    @Test
    void durationsAreInMilliseconds() {
        configuration.setResponseTimeout(1L);
        configuration.setTotalTimeout(2);
        configuration.setMaxRetries(3);
        configuration.setRetryDelay(4);
        configuration.setMaxRetryDelay(5);
        configuration.setRetryBudget(6);
        CallSettings calls = settings().calls();
        assertThat(calls.responseTimeout()).contains(Duration.ofMillis(1));
        assertThat(calls.totalTimeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(calls.retries()).isEqualTo(new RetrySettings(3, Duration.ofMillis(4), Duration.ofMillis(5), 6));
    }

    @Test
    void equalOptionsAreEqualSettings() {
        assertThat(settings()).isEqualTo(settings());
    }

    @Test
    void credentialsAreRequiredUnlessABeanSuppliesThem() {
        configuration.setClientSecret(null);
        assertThatThrownBy(this::settings).hasMessageContaining("clientSecret is missing");
        Supplier<Credentials> source = () -> new Credentials("id", "other", null);
        configuration.setCredentialsSource(source);
        assertThat(settings().account().credentials()).isSameAs(source);
    }

    @Test
    void theTextOfTheCallSettingsShowsNoSecret() {
        assertThat(settings().calls()).hasToString("CallSettings[apiUrl=https://api.purse-sandbox.com/payment]");
    }

    private ClientSettings settings() {
        return ClientSettings.of(configuration, List.of("s3cret"));
    }
}
