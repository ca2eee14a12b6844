package io.camelpurse.webhook;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.text.ReceivedJson;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Message;

/** Populates the message of a route with a notification. */
final class NotificationMessage {

    private final PurseConfiguration configuration;
    private final ResponseBody bodies;

    /** @param secrets removed from the message; may grow later */
    NotificationMessage(PurseConfiguration configuration, List<String> secrets) {
        this.configuration = configuration;
        this.bodies = new ResponseBody(configuration, secrets);
    }

    void populate(Message message, Notification notification) throws IOException {
        PurseOperation read = notification.resource().read();
        ReceivedJson shown = bodies.withoutTokens(new ReceivedJson(notification.json(), notification.text()));
        new ResponseHeaders(read, configuration.getApiUrl()).setResource(message, shown.tree());
        message.setHeader(
                PurseConstants.WEBHOOK_RESOURCE, notification.resource().name());
        notification.latestChange().ifPresent(change -> {
            text(message, PurseConstants.WEBHOOK_CHANGE, change.toString());
            message.setHeader(PurseConstants.WEBHOOK_CHANGE_KIND, change.kind());
            if (!change.id().isEmpty()) {
                text(message, PurseConstants.OPERATION_ID, change.id());
            }
            text(message, PurseConstants.OPERATION_STATUS, change.status());
        });
        message.setBody(bodies.of(shown, read));
    }

    private void text(Message message, String header, String value) {
        ResponseHeaders.text(message, header, bodies.withoutTokens(value));
    }
}
