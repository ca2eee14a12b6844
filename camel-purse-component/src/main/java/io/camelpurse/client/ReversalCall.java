package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.CallFailedException.Obstacle;
import io.camelpurse.model.OperationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Undoes a payment: voids what is still open, then refunds what was captured. Both carry keys made of the one merchant
 * reference, so that an interrupted reversal goes on where it stopped.
 */
final class ReversalCall {

    private final Supplier<CompletableFuture<PurseResponse>> read;
    private final Function<MoneyRequest, CompletableFuture<MoneyAnswer>> move;
    private final ReversalRequest request;
    private final List<MoneyAnswer> moved = new ArrayList<>();

    ReversalCall(
            Supplier<CompletableFuture<PurseResponse>> read,
            Function<MoneyRequest, CompletableFuture<MoneyAnswer>> move,
            ReversalRequest request) {
        this.read = read;
        this.move = move;
        this.request = request;
    }

    CompletableFuture<ReversalAnswer> make() {
        return read.get().thenCompose(payment -> {
            long open = available(payment, OperationKind.VOID);
            long captured = available(payment, OperationKind.REFUND);
            Optional<Long> voided = done(payment, OperationKind.VOID);
            Optional<Long> refunded = done(payment, OperationKind.REFUND);

            long toVoid = voided.orElse(request.amount() == null ? open : Math.min(open, request.amount()));
            long toRefund = refunded.orElse(request.amount() == null ? captured : request.amount() - toVoid);
            if (refunded.isEmpty() && toRefund > captured) {
                return CompletableFuture.failedFuture(CallFailedException.refused(
                        Obstacle.NOTHING_AVAILABLE,
                        "amount " + request.amount() + " cannot be reversed: " + open
                                + " minor units can be voided and " + captured + " refunded"));
            }
            return move(OperationKind.VOID, toVoid)
                    .thenCompose(over -> move(OperationKind.REFUND, toRefund))
                    .thenCompose(over -> moved.isEmpty() || request.dryRun()
                            ? CompletableFuture.completedFuture(payment)
                            : CompletableFuture.completedFuture(
                                    moved.get(moved.size() - 1).payment()))
                    .thenApply(after -> new ReversalAnswer(after, List.copyOf(moved)));
        });
    }

    private CompletableFuture<Void> move(OperationKind kind, long amount) {
        if (amount <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        String operation = kind == OperationKind.VOID ? "voidPayment" : "refundPayment";
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("amount", amount)
                .put("merchant_reference", request.merchantReference());
        return move.apply(new MoneyRequest(
                        kind,
                        request.paymentId(),
                        body,
                        IdempotencyKeys.derive(request.paymentId(), operation, request.merchantReference()),
                        true,
                        request.maximumAmount(),
                        request.dryRun(),
                        request.awaitCompletion()))
                .thenAccept(moved::add);
    }

    private static long available(PurseResponse payment, OperationKind kind) {
        return payment.json().path("amounts").path(PaymentPaths.available(kind)).asLong();
    }

    private Optional<Long> done(PurseResponse payment, OperationKind kind) {
        return OperationFinder.byReference(payment.json(), kind, request.merchantReference())
                .map(operation -> operation.path("amount"))
                .map(JsonNode::asLong);
    }
}
