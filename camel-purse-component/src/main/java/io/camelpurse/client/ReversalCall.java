package io.camelpurse.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.model.OperationKind;
import java.util.ArrayList;
import java.util.List;
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
    private final MovementWatch watch;
    private final ReversalRequest request;
    private final List<MoneyAnswer> moved = new ArrayList<>();

    ReversalCall(
            Supplier<CompletableFuture<PurseResponse>> read,
            Function<MoneyRequest, CompletableFuture<MoneyAnswer>> move,
            MovementWatch watch,
            ReversalRequest request) {
        this.read = read;
        this.move = move;
        this.watch = watch;
        this.request = request;
    }

    /** Fails with {@link CallFailedException}. */
    CompletableFuture<ReversalAnswer> make() {
        return read.get()
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(Failures.ofCall(failure).beforeSending()))
                .thenCompose(payment -> {
                    ReversalPlan plan;
                    try {
                        plan = ReversalPlan.of(payment.json(), request);
                    } catch (CallFailedException refused) {
                        return CompletableFuture.failedFuture(refused);
                    }
                    return move(OperationKind.VOID, plan.toVoid())
                            .thenCompose(over -> move(OperationKind.REFUND, plan.toRefund()))
                            .thenApply(over -> new ReversalAnswer(after(payment), List.copyOf(moved)));
                });
    }

    private CompletableFuture<Void> move(OperationKind kind, long amount) {
        if (amount <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        MoneyRequest movement = movement(kind, amount);
        return move.apply(movement)
                .thenAccept(answer -> {
                    moved.add(answer);
                    if (!request.dryRun()) {
                        watch.moved(answer);
                    }
                })
                .exceptionallyCompose(thrown -> {
                    CallFailedException failure = Failures.ofCall(thrown);
                    watch.failed(movement, failure);
                    return CompletableFuture.failedFuture(moved.isEmpty() ? failure : afterVoid(failure));
                });
    }

    private MoneyRequest movement(OperationKind kind, long amount) {
        String operation = kind == OperationKind.VOID ? "voidPayment" : "refundPayment";
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("amount", amount)
                .put("merchant_reference", request.merchantReference());
        return new MoneyRequest(
                kind,
                request.paymentId(),
                body,
                IdempotencyKeys.derive(request.paymentId(), operation, request.merchantReference()),
                true,
                request.maximumAmount(),
                request.dryRun(),
                request.awaitCompletion());
    }

    private CallFailedException afterVoid(CallFailedException failure) {
        MoneyAnswer voided = moved.get(0);
        return failure.afterPart(
                voided.request().amount() + " minor units were voided (" + voided.status() + ")", voided.attempts());
    }

    private PurseResponse after(PurseResponse before) {
        return moved.isEmpty() || request.dryRun()
                ? before
                : moved.get(moved.size() - 1).payment();
    }
}
