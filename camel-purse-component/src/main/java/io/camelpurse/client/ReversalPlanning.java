package io.camelpurse.client;

import io.camelpurse.model.OperationKind;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads the payment until a reversal can begin, and sends its first operation. */
final class ReversalPlanning {

    /** Begins the reversal with what the payment shows, or plans it once more. */
    @FunctionalInterface
    interface Beginning {

        /** @param round how often the payment was read before, counted from 0 */
        CompletableFuture<PurseResponse> begin(PurseResponse payment, ReversalPlan plan, int round);
    }

    private final ReversalProgress progress;
    private final ReversalRequest request;
    private final Beginning beginning;
    private boolean doneBefore;

    ReversalPlanning(ReversalProgress progress, ReversalRequest request, Beginning beginning) {
        this.progress = progress;
        this.request = request;
        this.beginning = beginning;
    }

    CompletableFuture<PurseResponse> start() {
        progress.take(ReversalTransition.REVERSAL_REQUESTED);
        return read(0, null);
    }

    /** @param seen why the reversal has not begun yet, or {@code null} */
    private CompletableFuture<PurseResponse> read(int round, CallFailedException seen) {
        return progress.read(
                payment -> plan(payment, round),
                failure -> seen != null ? seen : progress.behind(failure.beforeSending()));
    }

    private CompletableFuture<PurseResponse> plan(PurseResponse payment, int round) {
        ReversalPlan plan;
        try {
            plan = ReversalPlan.of(payment.json(), request.amount());
        } catch (CallFailedException notShown) {
            return progress.fail(ReversalTransition.PLANNING_GIVEN_UP, progress.behind(notShown));
        }
        doneBefore = OperationFinder.hasReference(payment.json(), request.merchantReference());
        return beginning.begin(payment, plan, round);
    }

    /** Voids what is open, or refunds where nothing is open. */
    CompletableFuture<PurseResponse> sendFirst(
            ReversalPlan plan, int round, Function<MoneyResponse, CompletableFuture<PurseResponse>> next) {
        MoneyRequest first = plan.toVoid() > 0
                ? request.first(OperationKind.VOID, plan.toVoid())
                : request.first(OperationKind.REFUND, plan.toRefund());
        progress.take(ReversalTransition.REVERSIBLE);
        return progress.send(first, next, rejection -> again(rejection, round));
    }

    /** Another operation may have come first: what the payment allows has changed since it was read. */
    private CompletableFuture<PurseResponse> again(CallFailedException rejection, int round) {
        return progress.retry(rejection, ReversalTransition.LESS_ALLOWED, () -> read(round, null));
    }

    CompletableFuture<PurseResponse> later(String underWay, int round, ReversalTransition transition) {
        CallFailedException tooEarly = progress.behind(CallFailedException.notExecuted(
                "nothing was reversed, since " + underWay + ": what it leaves to reverse is not known yet", null));
        return progress.readLater(round, tooEarly, transition, () -> read(round + 1, tooEarly));
    }

    /** Whether the payment showed operations for the same document before the reversal began. */
    boolean doneBefore() {
        return doneBefore;
    }
}
