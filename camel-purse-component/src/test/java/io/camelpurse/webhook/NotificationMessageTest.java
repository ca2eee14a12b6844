package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a webhook puts into headers has no token in it, and is of one line. Tests {@link NotificationMessage}. */
class NotificationMessageTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String OF_ANOTHER_ENDPOINT = "t0ken-of-another-endpoint";
    private static final String CLIENT_SECRET = "s3cret-of-the-client";

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, OF_ANOTHER_ENDPOINT, CLIENT_SECRET})
    void noHeaderShowsASecret(String secret) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX).configure(configuration -> configuration.setClientSecret(CLIENT_SECRET));
        MockEndpoint received = PURSE.receive("purse:webhook");
        PURSE.route("purse:webhook?webhookPath=/other&webhookVerifyToken=" + OF_ANOTHER_ENDPOINT, exchange -> {});
        assertThat(PURSE.webhooks().post(capture("is " + secret, "of " + secret)))
                .isEqualTo(200);
        Map<String, Object> headers =
                received.getExchanges().get(0).getMessage().getHeaders();
        assertThat(headers)
                .containsEntry(PurseConstants.OPERATION_ID, "is xxxxxx")
                .containsEntry(PurseConstants.OPERATION_STATUS, "of xxxxxx")
                .containsEntry(PurseConstants.WEBHOOK_CHANGE, "capture is xxxxxx of xxxxxx");
        assertThat(headers.toString()).doesNotContain(secret);
    }

    @Test
    void headersAreOfOneLine() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        MockEndpoint received = PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(capture("c-1\\r\\n2026 INFO forged", "SUCCESS\\u2028forged\\u001b[31m")))
                .isEqualTo(200);
        Map<String, Object> headers =
                received.getExchanges().get(0).getMessage().getHeaders();
        assertThat(headers)
                .containsEntry(PurseConstants.OPERATION_ID, "c-1  2026 INFO forged")
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS forged [31m");
        assertThat(headers.values().stream().filter(String.class::isInstance).map(String.class::cast))
                .noneMatch(value -> value.matches("(?s).*[\\p{Cntrl}\\u2028\\u2029].*"));
    }

    private static String capture(String id, String status) {
        return "{\"id\":\"p-1\",\"entity_id\":\"e\",\"amount\":100,\"currency\":\"EUR\",\"version\":1,\"amounts\":{},"
                + "\"authorization\":{\"status\":\"" + status + "\"},\"order_reference\":\"" + id + "\","
                + "\"captures\":[{\"id\":\"" + id + "\",\"status\":\"" + status
                + "\",\"created_at\":\"2026-01-01T00:00:00Z\"}]}";
    }
}
