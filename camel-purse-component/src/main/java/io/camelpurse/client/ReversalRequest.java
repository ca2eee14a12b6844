package io.camelpurse.client;

import io.camelpurse.PurseOperation;
import java.time.Duration;

/**
 * A payment that is to be undone, as a whole or in part.
 *
 * @param paymentId the payment
 * @param amount how much of it in minor units, or {@code null} for all of it
 * @param document what both keys are made of: the merchant reference, or the key that the route set
 * @param merchantReference the reference that both operations carry
 * @param maxAmount a void or refund of more than this, in minor units, is rejected; {@code Long.MAX_VALUE} for no limit
 * @param dryRun whether to stop before money is moved
 * @param completionTimeout how long to follow operations that are pending
 */
public record ReversalRequest(
        String paymentId,
        Long amount,
        String document,
        String merchantReference,
        long maxAmount,
        boolean dryRun,
        Duration completionTimeout) {

    /** The path of the payment. */
    @Override
    public String toString() {
        return "reversal of " + PurseOperation.getPayment.path(paymentId);
    }
}
