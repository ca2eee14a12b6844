package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Notification;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A webhook that is sent until it is acknowledged. */
final class OutgoingNotification {
    private final String id;
    private final Notification notification;
    private final Instant createdAt;
    private final Buffer body;
    private final List<Integer> statuses = new ArrayList<>();
    private String state = "WAITING";

    OutgoingNotification(String id, Notification notification, Instant createdAt) {
        this.id = id;
        this.notification = notification;
        this.createdAt = createdAt;
        this.body = Responses.bytes(notification.payload());
    }

    String id() {
        return id;
    }

    Notification notification() {
        return notification;
    }

    Buffer body() {
        return body;
    }

    void responded(int status) {
        statuses.add(status);
    }

    void become(String next) {
        state = next;
    }

    WebhookDelivery toRecord() {
        Map<String, String> headers = new TreeMap<>();
        notification
                .webhook()
                .headers()
                .forEach(header -> headers.put(header.name(), Masks.header(header.name(), header.value())));
        return new WebhookDelivery(
                id,
                notification.resource(),
                notification.resourceId(),
                notification.version(),
                notification.event(),
                notification.webhook().url(),
                headers,
                body.toString(),
                createdAt,
                List.copyOf(statuses),
                state);
    }
}
