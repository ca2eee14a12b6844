package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * The latest change that a payment tells of: the capture, refund, void or authorization with the latest
 * {@code updated_at}.
 *
 * @param kind   {@code authorization}, {@code capture}, {@code refund} or {@code void}
 * @param id     the operation's id; empty for an authorization, which has none
 * @param status the operation's or authorization's status
 */
public record WebhookChange(String kind, String id, String status) {

    private static final Map<String, String> LISTS =
            Map.of("captures", "capture", "refunds", "refund", "voids", "void");

    static Optional<WebhookChange> latestIn(JsonNode payment) {
        JsonNode authorization = payment.path("authorization");
        JsonNode latest = authorization;
        String kind = "authorization";
        for (Map.Entry<String, String> list : LISTS.entrySet()) {
            for (JsonNode operation : payment.path(list.getKey())) {
                if (!changedAt(operation).isBefore(changedAt(latest))) {
                    latest = operation;
                    kind = list.getValue();
                }
            }
        }
        return latest.isObject()
                ? Optional.of(new WebhookChange(
                        kind,
                        latest.path("id").asText(""),
                        latest.path("status").asText("")))
                : Optional.empty();
    }

    /** Kind, id and status in one text, such as {@code capture 1a14962c-… SUCCESS}. */
    @Override
    public String toString() {
        return (kind + " " + id + " " + status).replaceAll(" +", " ");
    }

    private static Instant changedAt(JsonNode node) {
        for (String field : new String[] {"updated_at", "created_at"}) {
            try {
                return OffsetDateTime.parse(node.path(field).asText()).toInstant();
            } catch (DateTimeException absentOrOdd) {
                // The other field may tell.
            }
        }
        return Instant.MIN;
    }
}
