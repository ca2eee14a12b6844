package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.AuthorizationStatus;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the operations under way on a payment, whoever requested them, that change what there is to reverse. */
final class PendingChanges {

    private static final Set<String> NOT_AUTHORIZED =
            Set.of(AuthorizationStatus.REFUSED, AuthorizationStatus.ERROR, AuthorizationStatus.ABORTED);

    private PendingChanges() {}

    /** In words for an exception; a read that lags behind counts too. */
    static Optional<String> on(JsonNode payment) {
        String authorization =
                payment.path(JsonFields.AUTHORIZATION).path(JsonFields.STATUS).asText();
        if (authorization.equals(AuthorizationStatus.PENDING)) {
            return Optional.of("the authorization is PENDING");
        }
        if (ReversalPlan.rest(payment).isEmpty() && !showsWhyNothingIsLeft(payment, authorization)) {
            return Optional.of("the payment does not show yet what was authorized");
        }
        return operation(payment, Set.of());
    }

    /** A payment has nothing to reverse before it is authorized, too. */
    private static boolean showsWhyNothingIsLeft(JsonNode payment, String authorization) {
        return NOT_AUTHORIZED.contains(authorization)
                || authorization.equals(AuthorizationStatus.AUTHORIZED)
                        && !ResponseAmount.is(payment.path(JsonFields.AMOUNTS).path(JsonFields.TOTAL_AUTHORIZED), 0);
    }

    /** Of others than the reversal's own operations: a read that lags behind those may hide others too. */
    static Optional<String> ofOthers(JsonNode payment, List<MoneyResponse> own) {
        Set<String> ids = own.stream()
                .map(operation -> RequestedOperation.id(operation.operation()))
                .collect(Collectors.toSet());
        boolean showsOwn = own.stream().allMatch(operation -> OperationFinder.byId(
                        payment,
                        RequestedOperation.id(operation.operation()),
                        operation.request().kind())
                .isPresent());
        return showsOwn ? operation(payment, ids) : Optional.of("the payment does not show yet what was reversed");
    }

    private static Optional<String> operation(JsonNode payment, Set<String> own) {
        return Arrays.stream(OperationKind.values())
                .flatMap(kind -> OperationFinder.operations(payment, kind)
                        .filter(OperationFinder::isUnderWay)
                        .filter(operation -> !own.contains(RequestedOperation.id(operation)))
                        .map(operation -> describe(kind, operation)))
                .findFirst();
    }

    private static String describe(OperationKind kind, JsonNode operation) {
        return "a " + kind.label() + " of "
                + ResponseAmount.shown(operation.path(JsonFields.AMOUNT)) + " minor units is "
                + operation.path(JsonFields.STATUS).asText();
    }
}
