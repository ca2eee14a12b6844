package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Identifies the operation of a payment that a call requests.
 *
 * <p>A reference alone proves little: another call may have used it under another key, before or at the same time. So
 * what a payment shows counts only after a success, and if it is the only operation of its kind, amount and reference
 * that is not older than the call; in every other case the request is resent, and Purse names the operation of the key.
 * Only where a conflict names none, or maxAmount allows no request, the reference decides.
 */
final class RequestedOperation {

    private final MoneyRequest request;
    private final CallStartTime start;
    private final RecentKeys recentKeys;

    RequestedOperation(MoneyRequest request, CallStartTime start, RecentKeys recentKeys) {
        this.request = request;
        this.start = start;
        this.recentKeys = recentKeys;
    }

    /** The operation that a successful response to the request shows, or a read after one that does not. */
    Optional<JsonNode> executedBy(PurseResponse response) {
        return only(
                response,
                operation -> hasAmount(operation)
                        && mayBeOfThisCall(operation, response)
                        && (!OperationFinder.hasFailed(operation) || start.isBefore(operation, response)));
    }

    /** The only operation that is what was requested, unless it failed: of a failure, Purse has to say whose it is. */
    Optional<JsonNode> executedUnderReference(PurseResponse payment) {
        return only(payment, operation -> hasAmountOrAny(operation) && !OperationFinder.hasFailed(operation));
    }

    /** The operation with the id that Purse names, of whatever kind; empty while the payment does not show it. */
    Optional<Found> withId(PurseResponse payment, String id) {
        return OperationFinder.byId(payment.json(), id, request.kind()).filter(found -> hasStatus(found.operation()));
    }

    /** The only operation that a key without a named operation can mean; empty while the payment does not show it. */
    Optional<Found> underReference(PurseResponse payment) {
        if (request.merchantReference() == null) {
            return Optional.empty();
        }
        if (request.match() == Match.FIRST_OF_REVERSAL) {
            // Where a reversal has a void and a refund, the void is the first.
            return only(payment, OperationKind.VOID, RequestedOperation::hasReadableAmount)
                    .or(() -> only(payment, OperationKind.REFUND, RequestedOperation::hasReadableAmount));
        }
        return only(payment, request.kind(), this::hasAmountOrAny);
    }

    /**
     * Whether the operation that Purse has under the key is what was requested. Purse may have changed its reference:
     * the key proves the document if it is derived from the reference, if a recent call has executed the operation, or
     * if a success that this call received shows it. A success that does not show it proves nothing: its attempts may
     * all have met the operation of another document that was given the same key, or a cache.
     *
     * @param accepted the success that this call has received, if any
     */
    boolean isSame(Found found, Optional<PurseResponse> accepted) {
        String reference = OperationFinder.reference(found.operation());
        boolean sameDocument = request.namesDocument()
                || request.merchantReference() == null
                || reference == null
                || request.merchantReference().equals(reference)
                // Where any amount will do, the reference alone distinguishes two documents that were given one key.
                || request.match() == Match.EXACT
                        && accepted.flatMap(success -> withId(success, id(found.operation())))
                                .isPresent()
                || recentKeys.executedBefore(request);
        return sameDocument && isKindAndAmount(found);
    }

    private boolean isKindAndAmount(Found found) {
        return request.match() == Match.FIRST_OF_REVERSAL
                ? found.kind() != OperationKind.CAPTURE && hasReadableAmount(found.operation())
                : found.kind() == request.kind() && hasAmountOrAny(found.operation());
    }

    /** How much the payment still allows; empty where it does not show that. */
    OptionalLong available(PurseResponse payment) {
        return ResponseAmount.available(payment.json(), request.kind());
    }

    static String id(JsonNode operation) {
        return operation.path(JsonFields.ID).asText();
    }

    private Optional<JsonNode> only(PurseResponse payment, Predicate<JsonNode> condition) {
        return only(payment, request.kind(), condition).map(Found::operation);
    }

    private Optional<Found> only(PurseResponse payment, OperationKind kind, Predicate<JsonNode> condition) {
        return OperationFinder.only(
                        payment.json(),
                        kind,
                        request.merchantReference(),
                        operation -> hasStatus(operation) && condition.test(operation))
                .map(operation -> new Found(kind, operation));
    }

    private boolean mayBeOfThisCall(JsonNode operation, PurseResponse payment) {
        return !start.isAfter(operation, payment) && !recentKeys.isOfAnotherKey(id(operation), request);
    }

    /** Without one, nobody knows what became of it. */
    private static boolean hasStatus(JsonNode operation) {
        JsonNode status = operation.path(JsonFields.STATUS);
        return status.isTextual() && !status.textValue().isBlank();
    }

    private boolean hasAmountOrAny(JsonNode operation) {
        return request.match() == Match.ANY_AMOUNT || hasAmount(operation);
    }

    private static boolean hasReadableAmount(JsonNode operation) {
        return ResponseAmount.of(operation.path(JsonFields.AMOUNT)).isPresent();
    }

    private boolean hasAmount(JsonNode operation) {
        return ResponseAmount.is(operation.path(JsonFields.AMOUNT), request.amount());
    }
}
