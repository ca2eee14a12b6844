package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.ResourceId;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import io.camelpurse.model.OperationStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds a capture, refund or void in {@code captures}, {@code refunds} or {@code voids} of a payment, since responses
 * name the payment only.
 */
final class OperationFinder {

    /** An operation, and the list that it is in. */
    record Found(OperationKind kind, JsonNode operation) {}

    private static final Set<String> FAILED = Set.of(OperationStatus.FAILURE, OperationStatus.CONFLICT);
    private static final Set<String> UNDER_WAY = Set.of(OperationStatus.PENDING, OperationStatus.UNCERTAIN);

    private OperationFinder() {}

    /** The one with this id, of whatever kind; the kind asked for comes first, since samples repeat ids over kinds. */
    static Optional<Found> byId(JsonNode payment, String id, OperationKind first) {
        return Stream.concat(Stream.of(first), Arrays.stream(OperationKind.values()))
                .flatMap(kind -> operations(payment, kind).map(operation -> new Found(kind, operation)))
                .filter(found -> ResourceId.same(
                        id, found.operation().path(JsonFields.ID).asText()))
                .findFirst();
    }

    /**
     * The only one of a kind with this reference of which a condition is true: of two, it is not known which is whose.
     *
     * @param merchantReference the reference, or {@code null} for operations without one
     */
    static Optional<JsonNode> only(
            JsonNode payment, OperationKind kind, String merchantReference, Predicate<JsonNode> condition) {
        List<JsonNode> found = operations(payment, kind)
                .filter(operation -> !operation.path(JsonFields.ID).asText("").isBlank())
                .filter(operation -> Objects.equals(merchantReference, reference(operation)))
                .filter(condition)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether a void or refund with this reference did not fail. */
    static boolean hasReference(JsonNode payment, String merchantReference) {
        return Stream.of(OperationKind.VOID, OperationKind.REFUND)
                .flatMap(kind -> operations(payment, kind))
                .filter(operation -> merchantReference.equals(reference(operation)))
                .anyMatch(operation -> !OperationStatus.FAILURE.equals(
                        operation.path(JsonFields.STATUS).asText()));
    }

    static Stream<JsonNode> operations(JsonNode payment, OperationKind kind) {
        return StreamSupport.stream(payment.path(PaymentFields.operations(kind)).spliterator(), false);
    }

    /** The merchant's reference of an operation, or {@code null}. */
    static String reference(JsonNode operation) {
        JsonNode reference = operation.path(JsonFields.MERCHANT_REFERENCE);
        return reference.isTextual() || reference.isNumber() ? reference.asText() : null;
    }

    /** Whether it has not been executed, or by some partners only. */
    static boolean hasFailed(JsonNode operation) {
        return FAILED.contains(operation.path(JsonFields.STATUS).asText());
    }

    /** Whether its outcome is still open. */
    static boolean isUnderWay(JsonNode operation) {
        return UNDER_WAY.contains(operation.path(JsonFields.STATUS).asText());
    }

    static Optional<Instant> createdAt(JsonNode operation) {
        return Timestamp.parse(operation.path(JsonFields.CREATED_AT).asText());
    }
}
