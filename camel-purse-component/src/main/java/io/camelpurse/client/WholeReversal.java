package io.camelpurse.client;

import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reverses all that is left of a payment: voids what is open, refunds what was captured, and verifies that nothing is
 * left. Each begins only once nothing is under way that changes what there is to reverse.
 */
final class WholeReversal {

    private final ReversalProgress progress;
    private final ReversalRequest request;
    private final ReversalPlanning planning;
    private final ReversalVerification verification;

    WholeReversal(ReversalProgress progress, ReversalRequest request) {
        this.progress = progress;
        this.request = request;
        this.planning = new ReversalPlanning(progress, request, this::begin);
        this.verification = new ReversalVerification(progress, request);
    }

    CompletableFuture<PurseResponse> make() {
        return planning.start();
    }

    boolean doneBefore() {
        return planning.doneBefore();
    }

    private CompletableFuture<PurseResponse> begin(PurseResponse payment, ReversalPlan plan, int round) {
        Optional<String> underWay = PendingChanges.on(payment.json());
        if (underWay.isPresent()) {
            return planning.later(underWay.get(), round, ReversalTransition.CHANGE_UNDER_WAY);
        }
        if (plan.toVoid() == 0 && plan.toRefund() == 0) {
            return nothingLeft(payment, plan);
        }
        return planning.sendFirst(plan, round, response -> goOn(payment, plan, response));
    }

    /** Where an operation has failed, only the key shows whether it is this document's. */
    private CompletableFuture<PurseResponse> nothingLeft(PurseResponse payment, ReversalPlan plan) {
        long captured = total(payment, JsonFields.TOTAL_CAPTURED);
        long whole = captured > 0 ? captured : total(payment, JsonFields.TOTAL_AUTHORIZED);
        boolean failed = hasFailed(payment, OperationKind.VOID) || hasFailed(payment, OperationKind.REFUND);
        if (whole == 0 || !failed || request.dryRun()) {
            return progress.succeed(ReversalTransition.NOTHING_TO_REVERSE, payment);
        }
        progress.take(ReversalTransition.WHOLE_MAY_HAVE_FAILED);
        return progress.send(
                request.first(captured > 0 ? OperationKind.REFUND : OperationKind.VOID, whole),
                response -> goOn(payment, plan, response),
                rejection -> progress.succeed(ReversalTransition.OTHERS_FAILED, payment));
    }

    private static boolean hasFailed(PurseResponse payment, OperationKind kind) {
        return OperationFinder.operations(payment.json(), kind).anyMatch(OperationFinder::hasFailed);
    }

    /**
     * What Purse cannot execute once nothing of it is left: it either names the operation of the request's key or
     * rejects the request. 0 where there is nothing to ask for, and above {@code maxAmount}: what is left may be out of
     * date, and then the request is executed.
     */
    private long total(PurseResponse payment, String total) {
        long amount = ResponseAmount.of(payment.json().path(JsonFields.AMOUNTS).path(total))
                .orElse(0);
        return amount <= request.maxAmount() ? amount : 0;
    }

    /** A response to a request is more recent than what was read before it. */
    private CompletableFuture<PurseResponse> goOn(PurseResponse before, ReversalPlan plan, MoneyResponse first) {
        if (first.request().kind() == OperationKind.REFUND) {
            progress.take(ReversalTransition.CAPTURED_REFUNDED);
            return verification.verify(first.payment());
        }
        progress.take(ReversalTransition.OPEN_VOIDED);
        return request.dryRun() ? refundPlanned(before, plan) : refund(first.payment(), plan.toRefund(), 0);
    }

    private CompletableFuture<PurseResponse> refundPlanned(PurseResponse before, ReversalPlan plan) {
        if (plan.toRefund() == 0) {
            progress.take(ReversalTransition.NOTHING_TO_REFUND);
            return verification.verify(before);
        }
        progress.take(ReversalTransition.REFUNDABLE);
        return progress.send(
                request.second(plan.toRefund()),
                response -> refunded(before),
                rejection -> progress.fail(ReversalTransition.SECOND_OPERATION_FAILED, rejection));
    }

    /** @param planned what is refunded where the payment does not show it */
    private CompletableFuture<PurseResponse> refund(PurseResponse payment, long planned, int round) {
        Optional<String> underWay = PendingChanges.ofOthers(payment.json(), progress.moved());
        if (underWay.isPresent()) {
            CallFailedException tooEarly = progress.behind(CallFailedException.notExecuted(
                    "nothing was refunded, since " + underWay.get() + ": what it leaves to refund is not known yet",
                    null));
            return progress.readLater(
                    round, tooEarly, ReversalTransition.REFUND_TOO_EARLY, () -> readAndRefund(planned, round + 1));
        }
        long captured =
                ResponseAmount.available(payment.json(), OperationKind.REFUND).orElse(planned);
        if (captured > 0) {
            progress.take(ReversalTransition.REFUNDABLE);
            // Another refund may have come first: what is left has changed since the payment was read.
            return progress.send(
                    request.second(captured),
                    response -> refunded(response.payment()),
                    rejection -> progress.retry(
                            rejection, ReversalTransition.LESS_REFUNDABLE, () -> readAndRefund(captured, round)));
        }
        return nothingToRefund(payment);
    }

    private CompletableFuture<PurseResponse> readAndRefund(long planned, int round) {
        return progress.read(
                payment -> refund(payment, planned, round), failure -> progress.behind(failure.beforeSending()));
    }

    /** Where a refund has failed, only the key shows whether it is this document's. */
    private CompletableFuture<PurseResponse> nothingToRefund(PurseResponse payment) {
        long whole = total(payment, JsonFields.TOTAL_CAPTURED);
        if (whole == 0 || !hasFailed(payment, OperationKind.REFUND)) {
            progress.take(ReversalTransition.NOTHING_TO_REFUND);
            return verification.verify(payment);
        }
        progress.take(ReversalTransition.REFUND_MAY_HAVE_FAILED);
        return progress.send(request.second(whole), response -> refunded(response.payment()), rejection -> {
            progress.take(ReversalTransition.OTHER_REFUND_FAILED);
            return verification.verify(payment);
        });
    }

    private CompletableFuture<PurseResponse> refunded(PurseResponse payment) {
        progress.take(ReversalTransition.REFUNDED);
        return verification.verify(payment);
    }
}
