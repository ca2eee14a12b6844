package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationStatus;
import io.camelpurse.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Captures, refunds or voids once, whatever becomes of requests and responses.
 *
 * <table>
 * <caption>What a response says, and what follows</caption>
 * <tr><th>response</th><th>the operation</th><th>next</th></tr>
 * <tr><td>2xx that shows the operation</td><td>was executed</td><td>success</td></tr>
 * <tr><td>2xx that does not show it, 3xx, 408, 5xx, none</td><td>may have been executed</td>
 *     <td>read the payment: where the operation is there, success as a duplicate; else the request again, same key</td></tr>
 * <tr><td>409 that names an operation</td><td>is that one, by this call or an earlier one</td>
 *     <td>read the payment until it is there; compare it with the request</td></tr>
 * <tr><td>409 that names none</td><td>was executed under this key</td>
 *     <td>read the payment until exactly one operation is what was asked for</td></tr>
 * <tr><td>none, since the request was not sent; 425, 429</td><td>was not executed</td>
 *     <td>the request again, same key</td></tr>
 * <tr><td>other 4xx</td><td>was refused</td>
 *     <td>failure; outcome unknown where an earlier attempt may have been executed</td></tr>
 * </table>
 *
 * <p>Nothing is concluded from a reference alone: another call may have used it under another key, before or at the same
 * time. What is found by its reference must be the only one of its kind and amount, must not be older than the call, and
 * must not have failed; in every other case the request goes out again, and Purse names the operation of the key.
 */
final class MoneyCall {

    private static final int NOT_FOUND = 404;

    private final AuthorizedSender sender;
    private final CallTimer timer;
    private final RecentKeys recentKeys;
    private final Deadline deadline;
    private final RetrySchedule schedule;
    private final CallStart start;
    private final boolean allAvailable;
    private MoneyRequest request;
    private int attempts;

    /** Whether an attempt of this call may have been executed. */
    private boolean outcomeUnknown;

    /** Whether Purse has responded to this call with a success, so that a conflict is about this very call. */
    private boolean accepted;

    private boolean lookedAtOnce;

    MoneyCall(
            AuthorizedSender sender,
            CallTimer timer,
            RecentKeys recentKeys,
            Deadline deadline,
            RetrySchedule schedule,
            CallStart start,
            MoneyRequest request) {
        this.sender = sender;
        this.timer = timer;
        this.recentKeys = recentKeys;
        this.deadline = deadline;
        this.schedule = schedule;
        this.start = start;
        this.request = request;
        this.allAvailable = request.allAvailable();
    }

    /** Fails with {@link CallFailedException}. */
    CompletableFuture<MoneyResponse> make() {
        return allAvailable ? readWhatIsAvailable() : send();
    }

    private CompletableFuture<MoneyResponse> readWhatIsAvailable() {
        return read().exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        CallFailures.ofCall(failure).beforeSending()))
                .thenCompose(this::takeWhatIsAvailable);
    }

    private CompletableFuture<MoneyResponse> takeWhatIsAvailable(PurseResponse payment) {
        OptionalLong available = available(payment);
        if (available.isEmpty()) {
            return CompletableFuture.failedFuture(CallFailedException.notExecuted(
                    "the payment does not show " + PaymentPaths.available(request.kind()), null));
        }
        // What may have been taken already is asked for again as it was: Purse knows the key, or takes it.
        long amount = recentKeys.amountTried(request).orElse(available.getAsLong());
        if (amount > 0) {
            request = request.of(amount);
            return send();
        }
        Optional<JsonNode> done = request.namesDocument() ? executed(payment) : Optional.empty();
        return done.isPresent()
                ? found(payment, done.get(), null)
                : refused(
                        ErrorCategory.NOTHING_AVAILABLE,
                        "the payment has nothing left for it: " + PaymentPaths.available(request.kind()) + " is "
                                + LoggableText.amount(amount));
    }

    private CompletableFuture<MoneyResponse> send() {
        if (request.amount() > request.maxAmount()) {
            return refused(
                    ErrorCategory.NONE,
                    "amount " + LoggableText.amount(request.amount()) + " is above maxAmount=" + request.maxAmount()
                            + " minor units");
        }
        if (!allAvailable && recentKeys.usedOtherwise(request)) {
            return refused(
                    ErrorCategory.KEY_USED_BEFORE,
                    "the idempotency key was used a moment ago for another amount or reference");
        }
        if (request.dryRun()) {
            return CompletableFuture.completedFuture(new MoneyResponse(
                    new PurseResponse(0, new byte[0], MissingNode.getInstance(), 0, null),
                    MissingNode.getInstance(),
                    false,
                    false,
                    0,
                    request,
                    null));
        }
        PurseRequest call = PurseRequest.change(
                        request.path(),
                        request.body().toString().getBytes(StandardCharsets.UTF_8),
                        request.idempotencyKey(),
                        true)
                .expecting(ExpectedResponse.resource(request.paymentId()));
        return sender.send(call, deadline)
                .handle((payment, failure) ->
                        failure == null ? afterSuccess(payment) : afterFailure(CallFailures.ofCall(failure)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<MoneyResponse> afterSuccess(PurseResponse payment) {
        accepted = true;
        Optional<JsonNode> made = OperationFinder.only(
                payment.json(),
                request.kind(),
                request.merchantReference(),
                operation -> hasStatus(operation)
                        && hasAmount(operation)
                        && mayBeOfThisCall(operation, payment)
                        && (!hasFailed(operation) || start.isBefore(operation, payment)));
        if (made.isEmpty()) {
            return afterFailure(CallFailedException.notShown(
                            payment.status(),
                            "the response with status " + payment.status() + " does not show the " + kind() + " of "
                                    + LoggableText.amount(request.amount()) + " minor units that was requested")
                    .after(payment.attempts()));
        }
        attempts += payment.attempts();
        recentKeys.used(request, id(made.get()));
        return follow(new MoneyResponse(payment, made.get(), false, outcomeUnknown, attempts, request, null));
    }

    private CompletableFuture<MoneyResponse> afterFailure(CallFailedException failed) {
        attempts += failed.attempts();
        if (KeyConflict.isSaidBy(failed)) {
            return KeyConflict.isAboutAnotherPayment(failed, request.paymentId())
                    ? concluded(
                            CallOutcome.REJECTED,
                            "the idempotency key stands for an operation on another payment",
                            failed)
                    : resolve(failed, 0);
        }
        CallFailedException failure = KeyConflict.mayBeMeantBy(failed) ? failed.outcomeUnknown() : failed;
        if (failure.callOutcome() == CallOutcome.UNKNOWN) {
            recentKeys.tried(request);
            outcomeUnknown = true;
        }
        if (failure.callOutcome() == CallOutcome.REJECTED) {
            return allAvailable && failure.category() == ErrorCategory.NONE ? takeWhatIsLeft(failure) : ended(failure);
        }
        return failure.category() == ErrorCategory.NOT_SHOWN
                ? lookAtOnce(failure)
                : afterPause(failure, this::lookThenSend);
    }

    /** A server that responds is not down: one read to find out is no retry, and needs no pause. */
    private CompletableFuture<MoneyResponse> lookAtOnce(CallFailedException notShown) {
        if (lookedAtOnce || !request.namesDocument()) {
            return afterPause(notShown, this::lookThenSend);
        }
        lookedAtOnce = true;
        return look().handle((found, failure) ->
                        failure == null && found.isPresent() ? found.get() : afterPause(notShown, this::lookThenSend))
                .thenCompose(Function.identity());
    }

    /** Another operation may have come between reading what is available and asking for it, or the read lagged behind. */
    private CompletableFuture<MoneyResponse> takeWhatIsLeft(CallFailedException refusal) {
        return afterPause(refusal, () -> read().handle((payment, failure) ->
                        failure == null ? available(payment).orElse(0) : 0)
                .thenCompose(left -> {
                    if (left <= 0) {
                        return ended(refusal);
                    }
                    if (left == request.amount()) {
                        return takeWhatIsLeft(refusal);
                    }
                    request = request.of(left);
                    return send();
                }));
    }

    private CompletableFuture<MoneyResponse> afterPause(
            CallFailedException failure, Supplier<CompletableFuture<MoneyResponse>> next) {
        return after(schedule.afterFailure(failure), next, failure);
    }

    /** Ends with the failure where there is no time to wait, or where a stop ends the waiting. */
    private CompletableFuture<MoneyResponse> after(
            Optional<Duration> pause, Supplier<CompletableFuture<MoneyResponse>> next, CallFailedException failure) {
        return pause.map(wait -> timer.pause(wait, next, () -> ended(failure))).orElseGet(() -> ended(failure));
    }

    private CompletableFuture<MoneyResponse> lookThenSend() {
        // Under a key that the reference does not make, the payment cannot tell whose operation is whose.
        if (!outcomeUnknown || !request.namesDocument()) {
            return send();
        }
        return look().handle((found, failure) ->
                        failure == null ? found.orElseGet(this::send) : lookAgainOrEnd(CallFailures.ofCall(failure)))
                .thenCompose(Function.identity());
    }

    /** What an attempt of this call has made, as far as the payment shows it. */
    private CompletableFuture<Optional<CompletableFuture<MoneyResponse>>> look() {
        return sender.send(PaymentPaths.read(request.paymentId()), deadline).thenApply(payment -> executed(payment)
                .filter(operation -> mayBeOfThisCall(operation, payment))
                .map(operation -> found(payment, operation, null)));
    }

    private CompletableFuture<MoneyResponse> lookAgainOrEnd(CallFailedException failure) {
        return isRefused(failure) ? ended(failure) : afterPause(failure, this::lookThenSend);
    }

    /** That a payment is not there which was just posted to is a read that lags behind. */
    private static boolean isRefused(CallFailedException read) {
        return read.callOutcome() == CallOutcome.REJECTED && read.httpStatus() != NOT_FOUND;
    }

    /** What the key stands for cannot be seen while it is still running, or where reads lag behind. */
    private CompletableFuture<MoneyResponse> resolve(CallFailedException conflict, int round) {
        return read().handle((payment, failure) -> failure == null
                        ? named(payment, conflict).orElseGet(() -> waitForOperation(conflict, round))
                        : isRefused(CallFailures.ofCall(failure))
                                ? ended(conflict.outcomeUnknown())
                                : waitForOperation(conflict, round))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<MoneyResponse> waitForOperation(CallFailedException conflict, int round) {
        return after(schedule.beforeLook(round), () -> resolve(conflict, round + 1), conflict.outcomeUnknown());
    }

    /** The operation that Purse names, and no other, or the only one that it can mean; empty while it is not there. */
    private Optional<CompletableFuture<MoneyResponse>> named(PurseResponse payment, CallFailedException conflict) {
        Optional<String> id = KeyConflict.resourceId(conflict);
        if (id.isPresent()) {
            return OperationFinder.byId(payment.json(), id.get(), request.kind())
                    .filter(found -> hasStatus(found.operation()))
                    .map(found -> compared(payment, found, conflict));
        }
        return request.merchantReference() == null
                ? Optional.empty()
                : OperationFinder.only(
                                payment.json(),
                                request.kind(),
                                request.merchantReference(),
                                operation -> hasStatus(operation) && hasAmountOrAny(operation))
                        .map(operation -> found(payment, operation, conflict.problem()));
    }

    /** The same key for other content is nobody's success. */
    private CompletableFuture<MoneyResponse> compared(
            PurseResponse payment, Found found, CallFailedException conflict) {
        JsonNode operation = found.operation();
        boolean mayBeOurs = accepted || outcomeUnknown && !start.isAfter(operation, payment);
        boolean same = found.kind() == request.kind() && hasAmountOrAny(operation);
        // Purse may have changed the reference. The key tells the document where it is made of it.
        boolean sameDocument = request.namesDocument()
                || request.merchantReference() == null
                || OperationFinder.reference(operation) == null
                || request.merchantReference().equals(OperationFinder.reference(operation))
                || mayBeOurs
                || recentKeys.sentBefore(request);
        if (same && sameDocument) {
            return found(payment, operation, conflict.problem());
        }
        String what = "the idempotency key stands for the "
                + found.kind().name().toLowerCase(Locale.ROOT) + " "
                + LoggableText.id(id(operation)) + " of "
                + ResponseAmount.shown(operation.path("amount"))
                + " minor units, which is not what was asked for";
        return concluded(mayBeOurs ? CallOutcome.UNKNOWN : CallOutcome.REJECTED, what, conflict);
    }

    /** The only operation that is what was asked for, unless it failed: of a failure, Purse has to say whose it is. */
    private Optional<JsonNode> executed(PurseResponse payment) {
        return OperationFinder.only(
                payment.json(),
                request.kind(),
                request.merchantReference(),
                operation -> hasStatus(operation) && hasAmountOrAny(operation) && !hasFailed(operation));
    }

    private boolean mayBeOfThisCall(JsonNode operation, PurseResponse payment) {
        return !start.isAfter(operation, payment) && !recentKeys.isOfAnotherKey(id(operation), request);
    }

    private static boolean hasFailed(JsonNode operation) {
        String status = operation.path("status").asText();
        return status.equals(OperationStatus.FAILURE) || status.equals(OperationStatus.CONFLICT);
    }

    /** Without one, nobody knows what became of it. */
    private static boolean hasStatus(JsonNode operation) {
        JsonNode status = operation.path("status");
        return status.isTextual() && !status.textValue().isBlank();
    }

    private static String id(JsonNode operation) {
        return operation.path("id").asText();
    }

    private boolean hasAmountOrAny(JsonNode operation) {
        return allAvailable || hasAmount(operation);
    }

    private boolean hasAmount(JsonNode operation) {
        return ResponseAmount.is(operation.path("amount"), request.amount());
    }

    private OptionalLong available(PurseResponse payment) {
        return ResponseAmount.of(payment.json().path("amounts").path(PaymentPaths.available(request.kind())));
    }

    private String kind() {
        return request.kind().name().toLowerCase(Locale.ROOT);
    }

    /** @param conflict the problem that named the operation, or {@code null} */
    private CompletableFuture<MoneyResponse> found(PurseResponse payment, JsonNode operation, Problem conflict) {
        ResponseAmount.of(operation.path("amount"))
                .ifPresent(amount -> recentKeys.used(request.of(amount), id(operation)));
        return follow(new MoneyResponse(payment, operation, true, outcomeUnknown, attempts, request, conflict));
    }

    private CompletableFuture<MoneyResponse> follow(MoneyResponse operation) {
        return new OperationPolling(sender, timer, schedule, request, deadline).follow(operation);
    }

    private CompletableFuture<PurseResponse> read() {
        return new RetryingCall(sender, timer, PaymentPaths.read(request.paymentId()), deadline, schedule).make();
    }

    private CompletableFuture<MoneyResponse> refused(ErrorCategory category, String message) {
        return CompletableFuture.failedFuture(
                CallFailedException.refused(category, message).after(attempts));
    }

    private CompletableFuture<MoneyResponse> concluded(
            CallOutcome outcome, String message, CallFailedException response) {
        return CompletableFuture.failedFuture(
                CallFailedException.concluded(outcome, ErrorCategory.KEY_USED_BEFORE, message, response)
                        .after(attempts));
    }

    private CompletableFuture<MoneyResponse> ended(CallFailedException failure) {
        return CompletableFuture.failedFuture((outcomeUnknown ? failure.outcomeUnknown() : failure).after(attempts));
    }
}
