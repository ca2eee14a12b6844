package io.camelpurse.client;

import io.camelpurse.CallOutcome;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.text.LoggableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Records the progress of a reversal: its state, what it has moved, and how many requests that took. */
final class ReversalProgress {

    private final Supplier<CompletableFuture<PurseResponse>> read;
    private final Function<MoneyRequest, CompletableFuture<MoneyResponse>> move;
    private final CallTimer timer;
    private final RetrySchedule schedule;
    private final MoneyOperationListener watch;
    private final MoneyCallListener listener;
    private final ReversalRequest request;
    private final List<MoneyResponse> moved = new ArrayList<>();
    private ReversalState state = ReversalState.BEGINNING;

    /** How often requests were sent that Purse has rejected, since the last operation. */
    private int rejectedAttempts;

    ReversalProgress(
            Supplier<CompletableFuture<PurseResponse>> read,
            Function<MoneyRequest, CompletableFuture<MoneyResponse>> move,
            CallTimer timer,
            RetrySchedule schedule,
            MoneyOperationListener watch,
            MoneyCallListener listener,
            ReversalRequest request) {
        this.read = read;
        this.move = move;
        this.timer = timer;
        this.schedule = schedule;
        this.watch = watch;
        this.listener = listener;
        this.request = request;
    }

    void take(ReversalTransition transition) {
        assert state == transition.from() : transition + " in the state " + state;
        state = transition.to();
        listener.took(transition, request);
    }

    CompletableFuture<PurseResponse> succeed(ReversalTransition transition, PurseResponse payment) {
        take(transition);
        return CompletableFuture.completedFuture(payment);
    }

    CompletableFuture<PurseResponse> fail(ReversalTransition transition, CallFailedException failure) {
        take(transition);
        return CompletableFuture.failedFuture(failure);
    }

    /** @param described the failure of the reversal where the payment cannot be read */
    CompletableFuture<PurseResponse> read(
            Function<PurseResponse, CompletableFuture<PurseResponse>> next,
            Function<CallFailedException, CallFailedException> described) {
        return read.get()
                .handle((payment, thrown) ->
                        thrown == null ? next.apply(payment) : giveUp(described.apply(CallFailures.ofCall(thrown))))
                .thenCompose(Function.identity());
    }

    /** @param afterRejection what follows where Purse has rejected the operation, and so executed nothing */
    CompletableFuture<PurseResponse> send(
            MoneyRequest operation,
            Function<MoneyResponse, CompletableFuture<PurseResponse>> next,
            Function<CallFailedException, CompletableFuture<PurseResponse>> afterRejection) {
        return move.apply(operation)
                .handle((response, thrown) -> {
                    if (thrown == null) {
                        return next.apply(recorded(response));
                    }
                    CallFailedException failure = CallFailures.ofCall(thrown);
                    watch.failed(operation, failure);
                    int sent = failure.attempts();
                    CallFailedException ofReversal = behind(failure);
                    rejectedAttempts += sent;
                    return isRejectedByPurse(failure) ? afterRejection.apply(ofReversal) : giveUp(ofReversal);
                })
                .thenCompose(Function.identity());
    }

    private MoneyResponse recorded(MoneyResponse response) {
        MoneyResponse counted = response.afterAttempts(rejectedAttempts);
        rejectedAttempts = 0;
        moved.add(counted);
        if (!request.dryRun()) {
            watch.moved(counted);
        }
        return counted;
    }

    private static boolean isRejectedByPurse(CallFailedException failure) {
        return failure.callOutcome() == CallOutcome.REJECTED
                && failure.category() == ErrorCategory.NONE
                && failure.httpStatus() != 0;
    }

    /** The same failure after the requests so far, naming what was voided before. */
    CallFailedException behind(CallFailedException failure) {
        if (moved.isEmpty() || request.dryRun()) {
            return failure.after(failure.attempts() + attempts());
        }
        MoneyResponse first = moved.get(0);
        return failure.afterPart(
                LoggableText.amount(first.request().amount()) + " minor units were voided ("
                        + LoggableText.code(first.status()) + ")",
                attempts());
    }

    CompletableFuture<PurseResponse> retry(
            CallFailedException failure,
            ReversalTransition transition,
            Supplier<CompletableFuture<PurseResponse>> next) {
        return after(schedule.afterFailure(failure), transition, next, failure);
    }

    /**
     * @param round   counts from 0
     * @param failure why it is not enough to have read so often
     */
    CompletableFuture<PurseResponse> readLater(
            int round,
            CallFailedException failure,
            ReversalTransition transition,
            Supplier<CompletableFuture<PurseResponse>> next) {
        return after(schedule.beforeRead(round), transition, next, failure);
    }

    /** Ends with the failure where there is no time to wait, or where a stop ends the waiting. */
    private CompletableFuture<PurseResponse> after(
            Optional<Duration> pause,
            ReversalTransition transition,
            Supplier<CompletableFuture<PurseResponse>> next,
            CallFailedException failure) {
        return timer.pause(
                pause,
                () -> {
                    take(transition);
                    return next.get();
                },
                () -> giveUp(failure));
    }

    private CompletableFuture<PurseResponse> giveUp(CallFailedException failure) {
        return fail(ReversalTransition.givenUp(state), failure);
    }

    /** What it has moved, as it was seen last. */
    List<MoneyResponse> moved() {
        return List.copyOf(moved);
    }

    /** What it has moved may have changed since. */
    void see(PurseResponse payment) {
        moved.replaceAll(operation -> seenIn(payment, operation));
    }

    private static MoneyResponse seenIn(PurseResponse payment, MoneyResponse operation) {
        return OperationFinder.byId(
                        payment.json(),
                        RequestedOperation.id(operation.operation()),
                        operation.request().kind())
                .map(found -> operation.seenIn(payment, found.operation()))
                .orElse(operation);
    }

    /** Whether Purse has rejected a request since the last operation. */
    boolean isRejected() {
        return rejectedAttempts > 0;
    }

    /** How often requests that move money were sent. */
    int attempts() {
        return rejectedAttempts
                + moved.stream().mapToInt(MoneyResponse::attempts).sum();
    }
}
