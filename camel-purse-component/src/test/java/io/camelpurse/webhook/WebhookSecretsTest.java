package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {

    private final WebhookSecrets secrets = new WebhookSecrets(List.of("new", "old"));

    @Test
    void anyOfTheSecretsIsAccepted() {
        assertThat(secrets.accept("new")).isTrue();
        assertThat(secrets.accept("old")).isTrue();
    }

    @Test
    void anythingElseIsRefused() {
        assertThat(secrets.accept("newer")).isFalse();
        assertThat(secrets.accept("")).isFalse();
        assertThat(secrets.accept(null)).isFalse();
    }

    @Test
    void aHeaderThatCameTwiceIsRefused() {
        assertThat(secrets.accept(List.of("new", "new"))).isFalse();
    }

    @Test
    void noSecretAcceptsNothing() {
        assertThat(new WebhookSecrets(List.of()).accept("")).isFalse();
    }
}
