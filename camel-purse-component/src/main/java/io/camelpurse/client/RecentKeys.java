package io.camelpurse.client;

import io.camelpurse.model.OperationKind;
import java.util.Map;
import org.apache.camel.support.LRUCacheFactory;

/**
 * What the idempotency keys of late were used for, so that a key is not sent again for something else. Forgetting one
 * costs nothing but the early warning: Purse knows them all.
 */
final class RecentKeys {

    private static final int KEPT = 10_000;

    private record Use(OperationKind kind, String paymentId, long amount, String merchantReference) {

        static Use of(MoneyRequest request) {
            return new Use(request.kind(), request.paymentId(), request.amount(), request.merchantReference());
        }
    }

    private final Map<String, Use> uses = LRUCacheFactory.newLRUCache(KEPT);

    boolean usedOtherwise(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && !use.equals(Use.of(request));
    }

    /** Only what may have been executed: a refused request may be mended and sent under the same key. */
    void used(MoneyRequest request) {
        uses.put(request.idempotencyKey(), Use.of(request));
    }
}
