package io.camelpurse.sandbox;

import io.camelpurse.sandbox.books.Notice;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A webhook on its way. */
final class Delivery {
    private final String id;
    private final Notice notice;
    private final Instant createdAt;
    private final Buffer body;
    private final List<Integer> answers = new ArrayList<>();
    private String state = "WAITING";

    Delivery(String id, Notice notice, Instant createdAt) {
        this.id = id;
        this.notice = notice;
        this.createdAt = createdAt;
        this.body = Replies.bytes(notice.payload());
    }

    String id() {
        return id;
    }

    Notice notice() {
        return notice;
    }

    Buffer body() {
        return body;
    }

    void answered(int status) {
        answers.add(status);
    }

    void become(String next) {
        state = next;
    }

    WebhookDelivery toRecord() {
        Map<String, String> headers = new TreeMap<>();
        notice.webhook()
                .headers()
                .forEach(header -> headers.put(header.name(), Masks.header(header.name(), header.value())));
        return new WebhookDelivery(
                id,
                notice.resource(),
                notice.resourceId(),
                notice.version(),
                notice.event(),
                notice.webhook().url(),
                headers,
                body.toString(),
                createdAt,
                List.copyOf(answers),
                state);
    }
}
