package io.camelpurse.client;

import io.camelpurse.model.OperationKind;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.support.LRUCacheFactory;

/**
 * What one account's idempotency keys of late were used for, so that a key is not sent again for something else.
 * Forgetting one costs nothing but the early warning: Purse knows them all.
 */
final class RecentKeys {

    private static final int KEPT = 10_000;

    private record Use(OperationKind kind, String paymentId, long amount, String merchantReference, boolean certain) {

        static Use of(MoneyRequest request, boolean certain) {
            return new Use(request.kind(), request.paymentId(), request.amount(), request.merchantReference(), certain);
        }
    }

    private final Map<String, Use> uses = LRUCacheFactory.newLRUCache(KEPT);

    /** What was only tried does not count: it may be mended, and Purse lets but one of the two through. */
    boolean usedOtherwise(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && use.certain() && !use.equals(Use.of(request, true));
    }

    /** How much was last asked for under the key, if it was for the same. */
    OptionalLong amountTried(MoneyRequest request) {
        Use use = uses.get(request.idempotencyKey());
        return use != null && Use.of(request.of(use.amount()), use.certain()).equals(use)
                ? OptionalLong.of(use.amount())
                : OptionalLong.empty();
    }

    /** The key stands for this now. */
    void used(MoneyRequest request) {
        uses.put(request.idempotencyKey(), Use.of(request, true));
    }

    /** The key may stand for this. */
    void tried(MoneyRequest request) {
        uses.compute(
                request.idempotencyKey(), (key, use) -> use != null && use.certain() ? use : Use.of(request, false));
    }
}
