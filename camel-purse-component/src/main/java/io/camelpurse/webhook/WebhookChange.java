package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.PaymentFields;
import io.camelpurse.client.Timestamp;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The latest change of a payment: the capture, refund, void or authorization with the latest
 * {@code updated_at}.
 *
 * @param kind   {@code authorization}, {@code capture}, {@code refund} or {@code void}
 * @param id     the operation's id; empty for an authorization, which has none
 * @param status the operation's or authorization's status
 */
public record WebhookChange(String kind, String id, String status) {

    /** Of changes at the same instant, the kind that is later in this list wins. */
    private static final List<OperationKind> KINDS =
            List.of(OperationKind.VOID, OperationKind.CAPTURE, OperationKind.REFUND);

    static Optional<WebhookChange> latestIn(JsonNode payment) {
        JsonNode latest = payment.path(JsonFields.AUTHORIZATION);
        String kind = "authorization";
        for (OperationKind operations : KINDS) {
            for (JsonNode operation : payment.path(PaymentFields.operations(operations))) {
                if (operation.isObject() && !isBefore(changedAt(operation), changedAt(latest))) {
                    latest = operation;
                    kind = operations.label();
                }
            }
        }
        return latest.isObject()
                ? Optional.of(new WebhookChange(
                        kind,
                        latest.path(JsonFields.ID).asText(""),
                        latest.path(JsonFields.STATUS).asText("")))
                : Optional.empty();
    }

    /** Kind, id and status in one text, such as {@code capture 1a14962c-… SUCCESS}. */
    @Override
    public String toString() {
        return kind + " " + (id.isEmpty() ? status : id + " " + status);
    }

    private static String changedAt(JsonNode node) {
        String updatedAt = node.path("updated_at").asText("");
        return updatedAt.isEmpty() ? node.path(JsonFields.CREATED_AT).asText("") : updatedAt;
    }

    /** Timestamps of the same format and offset are ordered like their text, so that most of them need no parsing. */
    private static boolean isBefore(String time, String other) {
        return haveOneForm(time, other)
                ? time.compareTo(other) < 0
                : instant(time).isBefore(instant(other));
    }

    private static boolean haveOneForm(String time, String other) {
        int offset = time.length() - (time.endsWith("Z") ? "Z" : "+00:00").length();
        return offset > 0 && time.length() == other.length() && other.endsWith(time.substring(offset));
    }

    private static Instant instant(String time) {
        return Timestamp.parse(time).orElse(Instant.MIN);
    }
}
