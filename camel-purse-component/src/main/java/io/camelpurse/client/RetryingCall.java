package io.camelpurse.client;

import io.camelpurse.CallOutcome;
import java.util.concurrent.CompletableFuture;

/** Retries a call after a failure, as long as a retry is safe and the limits allow it. */
final class RetryingCall {

    private final AuthorizedSender sender;
    private final CallTimer timer;
    private final PurseRequest request;
    private final Deadline deadline;
    private final RetrySchedule schedule;
    private int attempts;
    private boolean outcomeUnknown;

    RetryingCall(
            AuthorizedSender sender, CallTimer timer, PurseRequest request, Deadline deadline, RetrySchedule schedule) {
        this.sender = sender;
        this.timer = timer;
        this.request = request;
        this.deadline = deadline;
        this.schedule = schedule;
    }

    CompletableFuture<PurseResponse> make() {
        return sender.send(request, deadline)
                .thenApply(response -> response.after(attempts + response.attempts()))
                .exceptionallyCompose(failure -> afterFailure(CallFailures.ofCall(failure)));
    }

    private CompletableFuture<PurseResponse> afterFailure(CallFailedException failure) {
        attempts += failure.attempts();
        outcomeUnknown |= failure.callOutcome() == CallOutcome.UNKNOWN && request.idempotencyKey() != null;
        boolean safeToRetry = failure.callOutcome() == CallOutcome.NOT_EXECUTED
                || failure.callOutcome() == CallOutcome.UNKNOWN && request.safeToRetry();
        if (!safeToRetry) {
            return ended(failure);
        }
        return timer.pause(schedule.afterFailure(failure), this::make, () -> ended(failure));
    }

    private CompletableFuture<PurseResponse> ended(CallFailedException failure) {
        return CompletableFuture.failedFuture((outcomeUnknown ? failure.outcomeUnknown() : failure).after(attempts));
    }
}
