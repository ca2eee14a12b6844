package io.camelpurse.client;

import io.camelpurse.model.OperationKind;

/**
 * Remembers what the recent idempotency keys of an account were used for, so that a key is not reused for something
 * else. Forgetting one costs nothing but the early warning: Purse knows them all.
 */
final class RecentKeys {

    private static final int KEPT = 10_000;

    private record Use(OperationKind kind, String paymentId, long amount, String merchantReference) {

        static Use of(MoneyRequest request) {
            return new Use(request.kind(), request.paymentId(), request.amount(), request.merchantReference());
        }
    }

    private final RecentValues<Use> uses = new RecentValues<>(KEPT);
    private final RecentValues<String> keysOfOperations = new RecentValues<>(KEPT);

    /** Whether something else was executed under the key. */
    boolean usedOtherwise(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && !use.equals(Use.of(request));
    }

    /** Whether this very request was executed under the key. */
    boolean executedBefore(MoneyRequest request) {
        return Use.of(request).equals(uses.get(request.idempotencyKey()));
    }

    /** The key identifies this operation from now on. */
    void used(MoneyRequest request, String operationId) {
        uses.put(request.idempotencyKey(), Use.of(request));
        keysOfOperations.put(operationId, request.idempotencyKey());
    }

    /** Whether the operation is known to be another key's, so that it cannot be this request's. */
    boolean isOfAnotherKey(String operationId, MoneyRequest request) {
        String key = keysOfOperations.get(operationId);
        return key != null && !key.equals(request.idempotencyKey());
    }
}
