package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.PurseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets leave this machine over an encrypted connection only. */
class ConfiguredUrlsTest {

    private final PurseConfiguration configuration = new PurseConfiguration();
    private final ConfiguredUrls urls = new ConfiguredUrls(configuration);

    @Test
    void pathsAreAppendedToTheApiUrlWithOrWithoutASlash() {
        configuration.setApiUrl("https://api.purse.example/payment/");
        assertThat(urls.api()).isEqualTo("https://api.purse.example/payment");
        configuration.setApiUrl("https://api.purse.example/payment");
        assertThat(urls.api()).isEqualTo("https://api.purse.example/payment");
    }

    @Test
    void theTokenEndpointIsOnTheHostOfTheApiByDefault() {
        configuration.setApiUrl("https://api.purse.example/payment");
        assertThat(urls.token()).hasToString("https://api.purse.example/oauth/token");
        configuration.setTokenUrl("https://login.purse.example/token");
        assertThat(urls.token()).hasToString("https://login.purse.example/token");
    }

    @Test
    void aWebhookUrlIsOptionalAndMayHaveAQuery() {
        assertThat(urls.webhook()).isEmpty();
        configuration.setWebhookUrl(" ");
        assertThat(urls.webhook()).isEmpty();
        configuration.setWebhookUrl("https://shop.example/hook?route=1");
        assertThat(urls.webhook()).contains("https://shop.example/hook?route=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.255.255.255", "[::1]", "LOCALHOST"})
    void aConnectionWithinThisMachineNeedsNoEncryption(String host) {
        configuration.setApiUrl("http://" + host + ":8080");
        assertThat(urls.api()).isEqualTo("http://" + host + ":8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.purse.example", "a.localhost", "128.0.0.1", "127.0.0.1.example"})
    void everyOtherConnectionIsEncryptedUnlessPlainHttpIsAllowed(String host) {
        configuration.setApiUrl("http://" + host);
        assertThatThrownBy(urls::api).hasMessageContaining("apiUrl begins with http:");
        assertThatThrownBy(urls::token).hasMessageContaining("apiUrl begins with http:");
        configuration.setWebhookUrl("http://" + host);
        assertThatThrownBy(urls::webhook).hasMessageContaining("webhookUrl begins with http:");
        configuration.setAllowPlainHttp(true);
        assertThat(urls.api()).isEqualTo("http://" + host);
    }
}
