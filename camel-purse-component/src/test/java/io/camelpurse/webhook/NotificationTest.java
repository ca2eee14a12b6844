package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.WebhookPayloads;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private final Notification notification = Notification.of(
                    Json.parse(WebhookPayloads.payment("p-1", 3)), new byte[0], "exchange-1")
            .orElseThrow();

    @Test
    void aLineNamesTheResourceAndTheExchangeOfTheRequest() {
        assertThat(notification).hasToString("payment p-1 version 3 (exchange exchange-1)");
    }

    @Test
    void theCurrentStateBelongsToTheSameRequest() {
        assertThat(notification.withCurrentState(Json.parse(WebhookPayloads.payment("p-1", 4))))
                .hasToString("payment p-1 version 4 (exchange exchange-1)");
    }
}
