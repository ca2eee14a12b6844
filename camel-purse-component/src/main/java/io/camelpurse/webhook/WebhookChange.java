package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    /** The field with the operations, and their kind; of changes at the same instant the later kind here counts. */
    private static final String[][] OPERATIONS = {{"voids", "void"}, {"captures", "capture"}, {"refunds", "refund"}};

    static Optional<WebhookChange> latestIn(JsonNode payment) {
        JsonNode latest = payment.path("authorization");
        Instant latestAt = changedAt(latest);
        String kind = "authorization";
        for (String[] field : OPERATIONS) {
            for (JsonNode operation : payment.path(field[0])) {
                Instant at = changedAt(operation);
                if (operation.isObject() && !at.isBefore(latestAt)) {
                    latest = operation;
                    latestAt = at;
                    kind = field[1];
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
            String text = node.path(field).asText("");
            if (text.isEmpty()) {
                continue;
            }
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException odd) {
                // The other field may tell.
            }
        }
        return Instant.MIN;
    }
}
