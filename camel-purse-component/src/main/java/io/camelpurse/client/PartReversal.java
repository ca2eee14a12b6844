package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import io.camelpurse.text.LoggableText;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Reverses a part of a payment: voids of it what is open, and refunds the rest. The first operation determines the
 * amount of the second one, so that the part is not reversed twice.
 */
final class PartReversal {

    private final ReversalProgress progress;
    private final ReversalRequest request;
    private final ReversalPlanning planning;

    PartReversal(ReversalProgress progress, ReversalRequest request) {
        this.progress = progress;
        this.request = request;
        this.planning = new ReversalPlanning(progress, request, this::begin);
    }

    CompletableFuture<PurseResponse> make() {
        return request.amount() > request.maxAmount()
                ? progress.fail(
                        ReversalTransition.PART_ABOVE_MAXIMUM,
                        CallFailedException.aboveMaximum(request.amount(), request.maxAmount()))
                : planning.start();
    }

    boolean doneBefore() {
        return planning.doneBefore();
    }

    private CompletableFuture<PurseResponse> begin(PurseResponse payment, ReversalPlan plan, int round) {
        if (plan.available()) {
            return planning.sendFirst(plan, round, response -> refundRest(payment, plan, response));
        }
        Optional<String> underWay = PendingChanges.on(payment.json());
        // While it waits, it asks once; before it rejects the document, another delivery may have executed it.
        boolean waits = underWay.isPresent() && progress.isRejected();
        return waits || request.dryRun()
                ? notAvailable(
                        payment,
                        underWay,
                        round,
                        ReversalTransition.CHANGE_UNDER_WAY,
                        ReversalTransition.PART_NOT_ALLOWED)
                : probeKey(payment, plan, underWay, round);
    }

    private CompletableFuture<PurseResponse> notAvailable(
            PurseResponse payment,
            Optional<String> underWay,
            int round,
            ReversalTransition waiting,
            ReversalTransition ended) {
        return underWay.isPresent()
                ? planning.later(underWay.get(), round, waiting)
                : progress.fail(ended, progress.behind(nothingAvailable(payment.json())));
    }

    /**
     * Only the key shows whether the document has taken what is not available any more. Purse either names the key's
     * operation or rejects the request. If the amount becomes available in the meantime, it is what the route asks for.
     */
    private CompletableFuture<PurseResponse> probeKey(
            PurseResponse payment, ReversalPlan plan, Optional<String> underWay, int round) {
        progress.take(ReversalTransition.PART_MAY_BE_REVERSED);
        return progress.send(
                request.first(OperationKind.REFUND, request.amount()),
                response -> refundRest(payment, plan, response),
                rejection -> notAvailable(
                        payment,
                        underWay,
                        round,
                        ReversalTransition.PART_NOT_REVERSED_YET,
                        ReversalTransition.PART_NOT_REVERSED));
    }

    private CallFailedException nothingAvailable(JsonNode payment) {
        JsonNode amounts = payment.path(JsonFields.AMOUNTS);
        return CallFailedException.rejected(
                ErrorCategory.NOTHING_AVAILABLE,
                "amount " + request.amount() + " cannot be reversed: "
                        + ResponseAmount.shown(amounts.path(PaymentFields.available(OperationKind.VOID)))
                        + " minor units can be voided and "
                        + ResponseAmount.shown(amounts.path(PaymentFields.available(OperationKind.REFUND)))
                        + " refunded");
    }

    private CompletableFuture<PurseResponse> refundRest(PurseResponse before, ReversalPlan plan, MoneyResponse first) {
        long amount = first.request().amount();
        long rest = request.amount() - amount;
        boolean planned = first.request().kind() == OperationKind.VOID && amount == plan.toVoid();
        boolean isFirst = first.request().kind() == OperationKind.VOID ? rest >= 0 : rest == 0;
        if (!isFirst || !planned && first.duplicate() && isOfOtherAmount(first, rest)) {
            return progress.fail(ReversalTransition.OTHER_PART, ofOtherAmount(first));
        }
        if (rest == 0) {
            return progress.succeed(ReversalTransition.PART_DONE, request.dryRun() ? before : first.payment());
        }
        progress.take(ReversalTransition.PART_VOIDED);
        return progress.send(
                request.second(rest),
                response -> progress.succeed(
                        ReversalTransition.REST_REFUNDED, request.dryRun() ? before : response.payment()),
                rejection -> progress.fail(ReversalTransition.SECOND_OPERATION_FAILED, rejection));
    }

    private CallFailedException ofOtherAmount(MoneyResponse first) {
        return CallFailedException.rejected(
                        ErrorCategory.KEY_USED_BEFORE,
                        "the document was used for another reversal: its "
                                + first.request().kind().label() + " was of "
                                + LoggableText.amount(first.request().amount()) + " minor units")
                .after(progress.attempts());
    }

    /**
     * Whether an earlier delivery was for another amount, as far as the payment shows it. A reversal voids less than
     * its amount only where no more is open, and then refunds: a void that left something open, and that no refund
     * follows, was all of its reversal.
     */
    private boolean isOfOtherAmount(MoneyResponse first, long rest) {
        boolean leftNothing = first.hasFailed() || !leftSomethingOpen(first);
        return rest > 0 ? !leftNothing && !wasFollowed(first, rest) : leftNothing && wasFollowed(first, rest);
    }

    /** Also what became open afterwards counts, since nothing distinguishes the two: it is rejected, not guessed. */
    private static boolean leftSomethingOpen(MoneyResponse first) {
        JsonNode payment = first.payment().json();
        Optional<Instant> voided = OperationFinder.createdAt(first.operation());
        return ResponseAmount.available(payment, OperationKind.VOID).orElse(0) > 0
                || Stream.of(OperationKind.CAPTURE, OperationKind.VOID)
                        .flatMap(kind -> OperationFinder.operations(payment, kind))
                        .filter(operation -> !OperationFinder.hasFailed(operation))
                        .flatMap(operation -> OperationFinder.createdAt(operation).stream())
                        .anyMatch(later -> voided.isPresent() && later.isAfter(voided.get()));
    }

    /** By a refund with the document's reference; Purse may have changed it, so that one of the rest counts too. */
    private boolean wasFollowed(MoneyResponse first, long rest) {
        return first.request().kind() == OperationKind.VOID
                && OperationFinder.operations(first.payment().json(), OperationKind.REFUND)
                        .anyMatch(refund -> request.merchantReference().equals(OperationFinder.reference(refund))
                                || rest > 0 && ResponseAmount.is(refund.path(JsonFields.AMOUNT), rest));
    }
}
