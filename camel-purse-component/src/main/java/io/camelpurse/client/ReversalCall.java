package io.camelpurse.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Reverses a payment with at most two operations, under two keys made of the one business document. An interrupted
 * reversal continues where it stopped. {@link ReversalTransition} names what leads from one state to the next.
 *
 * <table>
 * <caption>What a reversal does in each state between its beginning and its end</caption>
 * <tr><th>state</th><th>of a part</th><th>of the whole</th></tr>
 * <tr><td>PLANNING</td><td>reads what the payment allows; waits only if it does not allow the part</td>
 *     <td>reads what the payment allows, once nothing is under way</td></tr>
 * <tr><td>FIRST_OPERATION</td><td>voids what is open, up to the amount; where nothing is open, refunds</td>
 *     <td>voids what is open; where nothing is open, refunds what was captured</td></tr>
 * <tr><td>PLANNING_REFUND</td><td>none: the first operation determines the second one</td>
 *     <td>after a void, reads what was captured, once nothing is under way</td></tr>
 * <tr><td>SECOND_OPERATION</td><td>after a void, refunds the rest of the amount</td>
 *     <td>after a void, refunds what was captured</td></tr>
 * <tr><td>VERIFYING</td><td>none: the operations make up the amount</td>
 *     <td>reads until nothing is under way, and nothing is left</td></tr>
 * </table>
 *
 * Whatever Purse has executed under the first key is the first operation, be it of the other kind or of another amount:
 * what the payment allows may have changed since an earlier call for the document.
 */
final class ReversalCall {

    private final ReversalProgress progress;
    private final ReversalRequest request;

    ReversalCall(ReversalProgress progress, ReversalRequest request) {
        this.progress = progress;
        this.request = request;
    }

    /** Fails with {@link CallFailedException}. */
    CompletableFuture<ReversalResponse> make() {
        if (request.isPart()) {
            PartReversal part = new PartReversal(progress, request);
            return response(part.make(), part::doneBefore);
        }
        WholeReversal whole = new WholeReversal(progress, request);
        return response(whole.make(), whole::doneBefore);
    }

    private CompletableFuture<ReversalResponse> response(
            CompletableFuture<PurseResponse> last, BooleanSupplier doneBefore) {
        return last.thenApply(payment ->
                new ReversalResponse(payment, progress.moved(), doneBefore.getAsBoolean(), progress.attempts()));
    }
}
