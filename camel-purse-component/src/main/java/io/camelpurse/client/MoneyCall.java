package io.camelpurse.client;

import static io.camelpurse.client.MoneyCallState.START;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.Problem;
import io.camelpurse.text.LoggableText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Captures, refunds or voids exactly once, even if requests or responses are lost, delayed or duplicated. {@link
 * MoneyTransition} names what leads from one state to the next, {@link RequestedOperation} distinguishes the call's
 * own operation from others.
 *
 * <table>
 * <caption>What leads from one state to the next</caption>
 * <tr><th>state</th><th>event</th><th>next state</th></tr>
 * <tr><td>START</td><td>the request has an amount</td><td>SENDING</td></tr>
 * <tr><td></td><td>all that is available is requested</td><td>READING_AVAILABLE</td></tr>
 * <tr><td>READING_AVAILABLE</td><td>the payment shows what is available</td><td>SENDING: request that</td></tr>
 * <tr><td></td><td>nothing is available</td>
 *     <td>SENDING: request the whole amount, so that Purse names the operation of the key, or rejects</td></tr>
 * <tr><td></td><td>the same with {@code dryRun}, or the whole is above {@code maxAmount}</td>
 *     <td>POLLING where one operation has the reference that the key is derived from, else FAILED;
 *     FAILED with {@code dryRun}</td></tr>
 * <tr><td></td><td>the payment cannot be read, or does not show its amounts</td><td>FAILED</td></tr>
 * <tr><td>SENDING</td><td>above {@code maxAmount}, or this process used the key for something else</td>
 *     <td>FAILED, nothing is sent</td></tr>
 * <tr><td></td><td>{@code dryRun}</td><td>SUCCEEDED, nothing is sent</td></tr>
 * <tr><td></td><td>2xx that shows the operation</td><td>POLLING</td></tr>
 * <tr><td></td><td>2xx that does not show it, for the first time, under a derived key</td><td>CHECKING</td></tr>
 * <tr><td></td><td>the same otherwise; no response, an unreadable one, 3xx, 408, 5xx; 409 that names neither a
 *     problem type nor an operation</td>
 *     <td>SENDING: the outcome is unknown; the same request, same key</td></tr>
 * <tr><td></td><td>not sent, 425, 429</td><td>SENDING: the same request, same key</td></tr>
 * <tr><td></td><td>409: the key was used on this payment</td><td>RESOLVING</td></tr>
 * <tr><td></td><td>409: the key was used on another payment</td><td>FAILED</td></tr>
 * <tr><td></td><td>other 4xx where all that is available was requested, but not 401 or 403</td>
 *     <td>READING_AVAILABLE; FAILED where nothing was available</td></tr>
 * <tr><td></td><td>other 4xx</td><td>FAILED</td></tr>
 * <tr><td>CHECKING</td><td>the payment shows the operation</td><td>POLLING</td></tr>
 * <tr><td></td><td>it does not, or cannot be read</td><td>SENDING: the same request, same key</td></tr>
 * <tr><td>RESOLVING</td><td>the operation that the 409 names is the requested one, or the only one that is, where it
 *     names none</td>
 *     <td>POLLING</td></tr>
 * <tr><td></td><td>the named one is another one</td><td>FAILED</td></tr>
 * <tr><td></td><td>none is visible, or the payment cannot be read</td><td>RESOLVING: read again</td></tr>
 * <tr><td></td><td>Purse rejects the read, but not with 404</td><td>FAILED</td></tr>
 * <tr><td>POLLING</td><td>the operation is final, or the call waits no longer</td><td>SUCCEEDED</td></tr>
 * </table>
 *
 * <p>READING_AVAILABLE, SENDING, CHECKING and RESOLVING also end in FAILED where no retry or time is left, or the
 * component stops. Where an attempt may have been executed, the outcome of FAILED is unknown, whatever the last
 * response was.
 */
final class MoneyCall {

    private static final int NOT_FOUND = 404;

    private final AuthorizedSender sender;
    private final CallTimer timer;
    private final RecentKeys recentKeys;
    private final Deadline deadline;
    private final RetrySchedule schedule;
    private final MoneyCallListener listener;
    private final CallStartTime start;
    private final boolean allAvailable;

    private MoneyRequest request;
    private MoneyCallState state = START;
    private int attempts;

    /** Whether an attempt of this call may have been executed. */
    private boolean outcomeUnknown;

    /** What Purse has responded with a success to this call, if it has. */
    private Optional<PurseResponse> accepted = Optional.empty();

    /** Whether the payment was read after a success that does not show the operation. */
    private boolean checkedOnce;

    /** Whether nothing is available, so that the request is sent only to learn which operation its key was used for. */
    private boolean nothingAvailable;

    MoneyCall(
            AuthorizedSender sender,
            CallTimer timer,
            RecentKeys recentKeys,
            Deadline deadline,
            RetrySchedule schedule,
            MoneyCallListener listener,
            MoneyRequest request) {
        this.sender = sender;
        this.timer = timer;
        this.recentKeys = recentKeys;
        this.deadline = deadline;
        this.schedule = schedule;
        this.listener = listener;
        this.start = new CallStartTime(timer.time());
        this.request = request;
        this.allAvailable = request.allAvailable();
    }

    /** Fails with {@link CallFailedException}. */
    CompletableFuture<MoneyResponse> make() {
        if (allAvailable) {
            take(MoneyTransition.ALL_AVAILABLE_REQUESTED);
            return readAvailable();
        }
        take(MoneyTransition.AMOUNT_GIVEN);
        return send();
    }

    // READING_AVAILABLE

    /**
     * Another operation may come between reading what is available and the request, or the read may lag behind. What is
     * shown now is requested even if it was rejected before: Purse knows whether the key was used meanwhile, and a read
     * that lags behind does not. For the same reason, a failure is never an earlier rejection.
     */
    private CompletableFuture<MoneyResponse> readAvailable() {
        return read().handle((payment, failure) -> failure == null
                        ? requestAvailable(payment)
                        : fail(
                                MoneyTransition.AVAILABLE_UNKNOWN,
                                CallFailures.ofCall(failure).beforeSending()))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<MoneyResponse> requestAvailable(PurseResponse payment) {
        OptionalLong available = requested().available(payment);
        if (available.isEmpty()) {
            return fail(
                    MoneyTransition.AVAILABLE_UNKNOWN,
                    CallFailedException.notExecuted(
                            "the payment does not show " + PaymentFields.available(request.kind()), null));
        }
        return available.getAsLong() > 0 ? requestAmount(available.getAsLong()) : probeKey(payment);
    }

    /**
     * Only the key shows whether the document has taken what was available. What is requested cannot be executed while
     * nothing is available: Purse either names the key's operation or rejects the request. If everything becomes
     * available in the meantime, it is what the route asks for.
     */
    private CompletableFuture<MoneyResponse> probeKey(PurseResponse payment) {
        if (request.dryRun()) {
            return reject(MoneyTransition.NOTHING_AVAILABLE, ErrorCategory.NOTHING_AVAILABLE, nothingLeft());
        }
        OptionalLong whole = ResponseAmount.of(payment.json().path(JsonFields.AMOUNT));
        if (whole.isEmpty()) {
            return fail(
                    MoneyTransition.AVAILABLE_UNKNOWN,
                    CallFailedException.notExecuted("the payment does not show its amount", null));
        }
        if (whole.getAsLong() > request.maxAmount()) {
            // Not even to ask: what is available may be out of date, and then the request is executed.
            Optional<JsonNode> executed =
                    request.namesDocument() ? requested().executedUnderReference(payment) : Optional.empty();
            return executed.map(operation -> found(
                            MoneyTransition.NOTHING_AVAILABLE_ANY_MORE,
                            payment,
                            new Found(request.kind(), operation),
                            null))
                    .orElseGet(() ->
                            reject(MoneyTransition.NOTHING_AVAILABLE, ErrorCategory.NOTHING_AVAILABLE, nothingLeft()));
        }
        request = request.of(whole.getAsLong());
        nothingAvailable = true;
        take(MoneyTransition.KEY_MAY_BE_USED);
        return send();
    }

    private String nothingLeft() {
        return "the payment has nothing left for it: " + PaymentFields.available(request.kind()) + " is 0";
    }

    private CompletableFuture<MoneyResponse> requestAmount(long amount) {
        request = request.of(amount);
        nothingAvailable = false;
        take(MoneyTransition.AVAILABLE);
        return send();
    }

    // SENDING

    private CompletableFuture<MoneyResponse> send() {
        if (request.amount() > request.maxAmount()) {
            return fail(
                    MoneyTransition.INVALID, CallFailedException.aboveMaximum(request.amount(), request.maxAmount()));
        }
        if (request.match() == Match.EXACT && recentKeys.usedOtherwise(request)) {
            return reject(
                    MoneyTransition.INVALID,
                    ErrorCategory.KEY_USED_BEFORE,
                    "the idempotency key was used a moment ago for another amount or reference");
        }
        if (request.dryRun()) {
            take(MoneyTransition.DRY_RUN);
            return CompletableFuture.completedFuture(new MoneyResponse(
                    new PurseResponse(0, "", MissingNode.getInstance(), 0, null),
                    MissingNode.getInstance(),
                    false,
                    false,
                    0,
                    request,
                    null));
        }
        PurseRequest call = PurseRequest.change(
                request.operation(), request.paymentId(), request.body(), request.idempotencyKey(), true);
        return sender.send(call, deadline)
                .handle((payment, failure) ->
                        failure == null ? afterSuccess(payment) : afterFailure(CallFailures.ofCall(failure)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<MoneyResponse> afterSuccess(PurseResponse payment) {
        accepted = Optional.of(payment);
        Optional<JsonNode> executed = requested().executedBy(payment);
        if (executed.isEmpty()) {
            return afterFailure(CallFailedException.notShown(
                            payment.status(),
                            "the response with status " + payment.status() + " does not show the " + kind() + " of "
                                    + LoggableText.amount(request.amount()) + " minor units that was requested")
                    .after(payment.attempts()));
        }
        attempts += payment.attempts();
        recentKeys.used(request, RequestedOperation.id(executed.get()));
        take(MoneyTransition.EXECUTED);
        return poll(new MoneyResponse(payment, executed.get(), false, outcomeUnknown, attempts, request, null));
    }

    private CompletableFuture<MoneyResponse> afterFailure(CallFailedException failed) {
        attempts += failed.attempts();
        if (KeyConflict.isReportedBy(failed)) {
            return afterConflict(failed);
        }
        CallFailedException failure = KeyConflict.mayBeReportedBy(failed) ? failed.outcomeUnknown() : failed;
        return switch (failure.callOutcome()) {
            case REJECTED -> afterRejection(failure);
            case NOT_EXECUTED -> afterPause(failure, MoneyTransition.NOT_EXECUTED, this::send);
            case UNKNOWN, EXECUTED -> {
                outcomeUnknown = true;
                yield afterUnknown(failure);
            }
        };
    }

    private CompletableFuture<MoneyResponse> afterConflict(CallFailedException conflict) {
        if (KeyConflict.isAboutAnotherPayment(conflict, request.paymentId())) {
            return conclude(
                    MoneyTransition.KEY_OF_ANOTHER_PAYMENT,
                    "the idempotency key was used for an operation on another payment",
                    conflict);
        }
        take(MoneyTransition.KEY_CONFLICT);
        return resolve(conflict, 0);
    }

    private CompletableFuture<MoneyResponse> afterRejection(CallFailedException rejection) {
        if (!allAvailable || rejection.category() != ErrorCategory.NONE) {
            return fail(MoneyTransition.REJECTED, rejection);
        }
        if (nothingAvailable) {
            return fail(
                    MoneyTransition.KEY_NOT_USED,
                    CallFailedException.concluded(
                            CallOutcome.REJECTED, ErrorCategory.NOTHING_AVAILABLE, nothingLeft(), rejection));
        }
        return afterPause(rejection, MoneyTransition.LESS_AVAILABLE, this::readAvailable);
    }

    /**
     * Only the key shows whether the operation was executed. What a payment shows proves less: another call may have
     * executed an operation of the same amount and reference.
     */
    private CompletableFuture<MoneyResponse> afterUnknown(CallFailedException failure) {
        if (failure.category() == ErrorCategory.NOT_SHOWN && request.namesDocument() && !checkedOnce) {
            // A server that responds is not down: one read to resolve it is no retry, and needs no pause.
            checkedOnce = true;
            take(MoneyTransition.NOT_SHOWN);
            return check(failure);
        }
        return afterPause(failure, MoneyTransition.MAY_BE_EXECUTED, this::send);
    }

    // CHECKING

    private CompletableFuture<MoneyResponse> check(CallFailedException notShown) {
        return sender.send(PurseRequest.readPayment(request.paymentId()), deadline)
                .handle((payment, failure) -> Optional.ofNullable(payment)
                        .flatMap(this::foundIn)
                        .orElseGet(() -> afterPause(notShown, MoneyTransition.NOT_FOUND, this::send)))
                .thenCompose(Function.identity());
    }

    private Optional<CompletableFuture<MoneyResponse>> foundIn(PurseResponse payment) {
        return requested()
                .executedBy(payment)
                .map(operation -> found(MoneyTransition.FOUND, payment, new Found(request.kind(), operation), null));
    }

    // RESOLVING

    /** The key's operation cannot be seen while it is still running, or where reads lag behind. */
    private CompletableFuture<MoneyResponse> resolve(CallFailedException conflict, int round) {
        return read().handle((payment, failure) -> {
                    if (failure != null && isRejected(CallFailures.ofCall(failure))) {
                        return fail(MoneyTransition.RESOLVE_REJECTED, conflict.outcomeUnknown());
                    }
                    return Optional.ofNullable(payment)
                            .flatMap(shown -> keysOperation(shown, conflict))
                            .orElseGet(() -> resolveLater(conflict, round));
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<MoneyResponse> resolveLater(CallFailedException conflict, int round) {
        return after(
                schedule.beforeRead(round),
                MoneyTransition.NOT_VISIBLE_YET,
                () -> resolve(conflict, round + 1),
                conflict.outcomeUnknown());
    }

    /** The operation that Purse names, and no other, or the only one that it can mean; empty while it is not there. */
    private Optional<CompletableFuture<MoneyResponse>> keysOperation(
            PurseResponse payment, CallFailedException conflict) {
        Optional<String> id = KeyConflict.resourceId(conflict);
        return id.isPresent()
                ? requested().withId(payment, id.get()).map(found -> compare(payment, found, conflict))
                : requested()
                        .underReference(payment)
                        .map(found -> found(MoneyTransition.SAME_OPERATION, payment, found, conflict.problem()));
    }

    /** A key that was used for other content is a failure. */
    private CompletableFuture<MoneyResponse> compare(PurseResponse payment, Found found, CallFailedException conflict) {
        if (requested().isSame(found, accepted)) {
            return found(MoneyTransition.SAME_OPERATION, payment, found, conflict.problem());
        }
        return conclude(
                MoneyTransition.OTHER_OPERATION,
                "the idempotency key was used for the "
                        + found.kind().label() + " "
                        + LoggableText.id(RequestedOperation.id(found.operation())) + " of "
                        + ResponseAmount.shown(found.operation().path(JsonFields.AMOUNT))
                        + " minor units, which is not what was requested",
                conflict);
    }

    // POLLING

    /** @param conflict the problem that named the operation, or {@code null} */
    private CompletableFuture<MoneyResponse> found(
            MoneyTransition transition, PurseResponse payment, Found found, Problem conflict) {
        JsonNode operation = found.operation();
        OptionalLong amount = ResponseAmount.of(operation.path(JsonFields.AMOUNT));
        request = request.of(found.kind(), amount.orElse(request.amount()));
        if (amount.isPresent()) {
            recentKeys.used(request, RequestedOperation.id(operation));
        }
        take(transition);
        return poll(new MoneyResponse(payment, operation, true, outcomeUnknown, attempts, request, conflict));
    }

    private CompletableFuture<MoneyResponse> poll(MoneyResponse operation) {
        return new OperationPolling(sender, timer, schedule, request, deadline)
                .follow(operation)
                .thenApply(last -> {
                    take(
                            OperationFinder.isUnderWay(last.operation())
                                    ? MoneyTransition.NOT_SETTLED
                                    : MoneyTransition.SETTLED);
                    return last;
                });
    }

    // What all states share

    private void take(MoneyTransition transition) {
        assert state == transition.from() : transition + " in the state " + state;
        state = transition.to();
        listener.took(transition, request);
    }

    private RequestedOperation requested() {
        return new RequestedOperation(request, start, recentKeys);
    }

    private CompletableFuture<PurseResponse> read() {
        return new RetryingCall(sender, timer, PurseRequest.readPayment(request.paymentId()), deadline, schedule)
                .make();
    }

    /** That a payment is not there to which a request was just sent is a read that lags behind. */
    private static boolean isRejected(CallFailedException read) {
        return read.callOutcome() == CallOutcome.REJECTED && read.httpStatus() != NOT_FOUND;
    }

    private CompletableFuture<MoneyResponse> afterPause(
            CallFailedException failure, MoneyTransition transition, Supplier<CompletableFuture<MoneyResponse>> next) {
        return after(schedule.afterFailure(failure), transition, next, failure);
    }

    /** Ends with the failure where there is no time to wait, or where a stop ends the waiting. */
    private CompletableFuture<MoneyResponse> after(
            Optional<Duration> pause,
            MoneyTransition transition,
            Supplier<CompletableFuture<MoneyResponse>> next,
            CallFailedException failure) {
        return timer.pause(
                pause,
                () -> {
                    take(transition);
                    return next.get();
                },
                () -> giveUp(failure));
    }

    private CompletableFuture<MoneyResponse> giveUp(CallFailedException failure) {
        return fail(MoneyTransition.givenUp(state), failure);
    }

    private CompletableFuture<MoneyResponse> reject(
            MoneyTransition transition, ErrorCategory category, String message) {
        return fail(transition, CallFailedException.rejected(category, message));
    }

    /** An attempt of this call that is held back is executed if the key's operation is rejected. */
    private CompletableFuture<MoneyResponse> conclude(
            MoneyTransition transition, String message, CallFailedException response) {
        CallOutcome outcome = outcomeUnknown ? CallOutcome.UNKNOWN : CallOutcome.REJECTED;
        take(transition);
        return CompletableFuture.failedFuture(
                CallFailedException.concluded(outcome, ErrorCategory.KEY_USED_BEFORE, message, response)
                        .after(attempts));
    }

    private CompletableFuture<MoneyResponse> fail(MoneyTransition transition, CallFailedException failure) {
        take(transition);
        return CompletableFuture.failedFuture((outcomeUnknown ? failure.outcomeUnknown() : failure).after(attempts));
    }

    private String kind() {
        return request.kind().label();
    }
}
