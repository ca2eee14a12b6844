package io.camelpurse.client;

import java.util.List;

/**
 * The result of reversing a payment.
 *
 * @param payment    the payment after it
 * @param operations the void and the refund, as far as there was something to void or refund
 * @param doneBefore whether the payment showed operations for the same document before
 * @param attempts   how often requests that move money were sent
 */
public record ReversalResponse(
        PurseResponse payment, List<MoneyResponse> operations, boolean doneBefore, int attempts) {

    /** Whether nothing was left to do, since all of it had been done before. */
    public boolean duplicate() {
        return operations.isEmpty() ? doneBefore : operations.stream().allMatch(MoneyResponse::duplicate);
    }
}
