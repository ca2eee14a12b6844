package io.camelpurse.client;

import io.camelpurse.model.OperationKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.camel.support.LRUCacheFactory;

/**
 * What one account's idempotency keys of late were used for, so that a key is not reused for something else.
 * Forgetting one costs nothing but the early warning: Purse knows them all.
 */
final class RecentKeys {

    private static final int KEPT = 10_000;

    private record Use(OperationKind kind, String paymentId, long amount, UUID referenceDigest, boolean certain) {

        static Use of(MoneyRequest request, boolean certain) {
            return new Use(
                    request.kind(),
                    request.paymentId(),
                    request.amount(),
                    digest(request.merchantReference()),
                    certain);
        }

        /** Of one length, however long the reference is. */
        private static UUID digest(String reference) {
            return reference == null ? null : UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Map<String, Use> uses = LRUCacheFactory.newLRUCache(KEPT);
    private final Map<String, String> keysOfOperations = LRUCacheFactory.newLRUCache(KEPT);

    /** What was only tried does not count: it may be corrected, and Purse lets but one of the two through. */
    boolean usedOtherwise(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && use.certain() && !use.equals(Use.of(request, true));
    }

    /** Whether this very request was sent under the key before. */
    boolean sentBefore(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && Use.of(request, use.certain()).equals(use);
    }

    /** How much was last asked for under the key, if it was for the same. */
    OptionalLong amountTried(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && Use.of(request.of(use.amount()), use.certain()).equals(use)
                ? OptionalLong.of(use.amount())
                : OptionalLong.empty();
    }

    /** The key identifies this operation from now on. */
    void used(MoneyRequest request, String operationId) {
        uses.put(request.idempotencyKey(), Use.of(request, true));
        keysOfOperations.put(operationId, request.idempotencyKey());
    }

    /** Whether the operation is known to be another key's, so that it cannot be this request's. */
    boolean isOfAnotherKey(String operationId, MoneyRequest request) {
        String key = keysOfOperations.get(operationId);
        return key != null && !key.equals(request.idempotencyKey());
    }

    /** The key may identify this. */
    void tried(MoneyRequest request) {
        uses.compute(
                request.idempotencyKey(), (key, use) -> use != null && use.certain() ? use : Use.of(request, false));
    }
}
