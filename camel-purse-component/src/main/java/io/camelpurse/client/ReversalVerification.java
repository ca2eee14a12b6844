package io.camelpurse.client;

import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.LoggableText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Verifies a reversal of the whole: it is a success only if nothing is left, and nothing is under way that may leave
 * something. What shows a rest may lag behind, and an operation that was {@code PENDING} may have failed since: the
 * payment is read again.
 */
final class ReversalVerification {

    private final ReversalProgress progress;
    private final ReversalRequest request;

    ReversalVerification(ReversalProgress progress, ReversalRequest request) {
        this.progress = progress;
        this.request = request;
    }

    CompletableFuture<PurseResponse> verify(PurseResponse payment) {
        return verify(payment, 0);
    }

    private CompletableFuture<PurseResponse> verify(PurseResponse payment, int round) {
        progress.see(payment);
        List<MoneyResponse> moved = progress.moved();
        Optional<String> underWay = PendingChanges.ofOthers(payment.json(), moved);
        Optional<Long> rest = ReversalPlan.rest(payment.json());
        boolean failed = moved.stream().anyMatch(MoneyResponse::hasFailed);
        if (request.dryRun() || failed || underWay.isEmpty() && rest.isEmpty()) {
            return progress.succeed(ReversalTransition.NOTHING_LEFT, payment);
        }
        if (underWay.isPresent()) {
            return progress.readLater(
                    round, notKnown(underWay.get()), ReversalTransition.NOT_SETTLED_YET, () -> readAgain(round));
        }
        if (round == 0) {
            progress.take(ReversalTransition.REST_MAY_BE_STALE);
            return readAgain(round);
        }
        return progress.fail(ReversalTransition.REST_LEFT, left(rest.orElse(0L)));
    }

    private CompletableFuture<PurseResponse> readAgain(int round) {
        return progress.read(payment -> verify(payment, round + 1), failure -> failure.outcomeUnknown()
                .after(progress.attempts()));
    }

    private CallFailedException left(long rest) {
        return CallFailedException.rejected(
                        ErrorCategory.KEY_USED_BEFORE,
                        "under its idempotency keys the document has reversed "
                                + LoggableText.amount(reversed())
                                + " minor units, and " + LoggableText.amount(rest)
                                + " are left")
                .after(progress.attempts());
    }

    private CallFailedException notKnown(String underWay) {
        return CallFailedException.outcomeUnknown("the document has reversed "
                        + LoggableText.amount(reversed()) + " minor units, and " + underWay
                        + ": what it leaves to reverse is not known yet")
                .after(progress.attempts());
    }

    private long reversed() {
        return progress.moved().stream()
                .mapToLong(operation -> ResponseAmount.of(operation.operation().path(JsonFields.AMOUNT))
                        .orElse(0))
                .sum();
    }
}
