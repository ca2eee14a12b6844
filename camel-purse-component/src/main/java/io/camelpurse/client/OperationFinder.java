package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.OperationKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Finds a capture, refund or void in a payment (section 5.5 of the API reference), since answers name the payment only.
 */
public final class OperationFinder {

    private OperationFinder() {}

    /**
     * The last operation of a kind that fits.
     *
     * @param payment           the payment
     * @param kind              captures, refunds or voids
     * @param amount            its amount, in minor units
     * @param merchantReference its reference, or {@code null} for one that has none
     * @return the operation that stands last among those that fit
     */
    public static Optional<JsonNode> latest(
            JsonNode payment, OperationKind kind, long amount, String merchantReference) {
        JsonNode found = null;
        for (JsonNode operation : payment.path(list(kind))) {
            String reference = operation.path("merchant_reference").textValue();
            boolean sameReference = merchantReference == null || merchantReference.equals(reference);
            if (sameReference
                    && operation.path("amount").asLong() == amount
                    && (found == null || !createdAt(operation).isBefore(createdAt(found)))) {
                found = operation;
            }
        }
        return Optional.ofNullable(found);
    }

    private static String list(OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> "captures";
            case REFUND -> "refunds";
            case VOID -> "voids";
        };
    }

    private static Instant createdAt(JsonNode operation) {
        try {
            return OffsetDateTime.parse(operation.path("created_at").asText()).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }
}
