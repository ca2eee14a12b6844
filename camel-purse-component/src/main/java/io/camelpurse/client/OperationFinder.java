package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.OperationKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds a capture, refund or void in a payment (section 5.5 of the API reference), since answers name the payment only.
 */
final class OperationFinder {

    /** An operation, and the list that it stands in. */
    record Found(OperationKind kind, JsonNode operation) {}

    private OperationFinder() {}

    /** The one with this id, of whatever kind; the kind asked for comes first, since samples repeat ids over kinds. */
    static Optional<Found> byId(JsonNode payment, String id, OperationKind first) {
        return last(payment, first, operation -> id.equals(operation.path("id").asText()))
                .map(operation -> new Found(first, operation))
                .or(() -> anyKind(payment, id));
    }

    /** The last one of a kind with this reference. */
    static Optional<JsonNode> byReference(JsonNode payment, OperationKind kind, String merchantReference) {
        return last(
                payment,
                kind,
                operation -> merchantReference.equals(
                        operation.path("merchant_reference").textValue()));
    }

    /** The last one that fits what was asked for. */
    static Optional<JsonNode> made(JsonNode payment, MoneyRequest request) {
        String reference = request.merchantReference();
        return last(
                payment,
                request.kind(),
                operation -> operation.path("amount").asLong() == request.amount()
                        && (reference == null
                                || reference.equals(
                                        operation.path("merchant_reference").textValue())));
    }

    private static Optional<Found> anyKind(JsonNode payment, String id) {
        for (OperationKind kind : OperationKind.values()) {
            Optional<JsonNode> found = last(
                    payment, kind, operation -> id.equals(operation.path("id").asText()));
            if (found.isPresent()) {
                return Optional.of(new Found(kind, found.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> last(JsonNode payment, OperationKind kind, Predicate<JsonNode> fits) {
        JsonNode found = null;
        for (JsonNode operation : payment.path(PaymentPaths.list(kind))) {
            if (fits.test(operation) && (found == null || !createdAt(operation).isBefore(createdAt(found)))) {
                found = operation;
            }
        }
        return Optional.ofNullable(found);
    }

    private static Instant createdAt(JsonNode operation) {
        try {
            return OffsetDateTime.parse(operation.path("created_at").asText()).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }
}
