package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.client.CallFailedException.Obstacle;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.OperationKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Moves money once. An answer that was lost is looked for in the payment before anything is sent again; what is sent
 * again carries the same key; and Purse's word that it knows the key ends in the operation that the key stands for.
 */
final class MoneyCall {

    private final AuthorizedSender sender;
    private final Timer timer;
    private final RecentKeys recentKeys;
    private final Deadline deadline;
    private final RetrySchedule schedule;
    private final boolean allAvailable;
    private MoneyRequest request;
    private int attempts;
    private boolean inDoubt;

    MoneyCall(
            AuthorizedSender sender,
            Timer timer,
            RecentKeys recentKeys,
            Deadline deadline,
            RetrySchedule schedule,
            MoneyRequest request) {
        this.sender = sender;
        this.timer = timer;
        this.recentKeys = recentKeys;
        this.deadline = deadline;
        this.schedule = schedule;
        this.request = request;
        this.allAvailable = request.allAvailable();
    }

    /** Fails with {@link CallFailedException}. */
    CompletableFuture<MoneyAnswer> make() {
        return allAvailable ? readWhatIsAvailable() : send();
    }

    private CompletableFuture<MoneyAnswer> readWhatIsAvailable() {
        return read().exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(Failures.ofCall(failure).beforeSending()))
                .thenCompose(payment -> {
                    Optional<JsonNode> done = byDocument(payment);
                    if (done.isPresent()) {
                        return answer(payment, done.get(), true);
                    }
                    // What may have been taken already is asked for again as it was: Purse knows the key, or takes it.
                    long amount = recentKeys.amountTried(request).orElse(available(payment));
                    if (amount <= 0) {
                        return refused(
                                Obstacle.NOTHING_AVAILABLE,
                                "the payment has nothing left for it: " + PaymentPaths.available(request.kind())
                                        + " is " + amount);
                    }
                    request = request.of(amount);
                    return send();
                });
    }

    private CompletableFuture<MoneyAnswer> send() {
        if (request.amount() > request.maximumAmount()) {
            return refused(
                    Obstacle.NONE,
                    "amount " + request.amount() + " is above maximumAmount=" + request.maximumAmount()
                            + " minor units");
        }
        if (!allAvailable && recentKeys.usedOtherwise(request)) {
            return refused(
                    Obstacle.KEY_USED_BEFORE,
                    "the idempotency key was used a moment ago for another amount or reference");
        }
        if (request.dryRun()) {
            return CompletableFuture.completedFuture(new MoneyAnswer(
                    new PurseResponse(0, new byte[0], MissingNode.getInstance(), 0),
                    MissingNode.getInstance(),
                    false,
                    false,
                    0,
                    request));
        }
        PurseRequest call = PurseRequest.change(
                request.path(),
                request.body().toString().getBytes(StandardCharsets.UTF_8),
                request.idempotencyKey(),
                true);
        return sender.send(call, deadline)
                .thenCompose(payment -> {
                    attempts += payment.attempts();
                    recentKeys.used(request);
                    return answer(
                            payment,
                            OperationFinder.made(payment.json(), request).orElse(MissingNode.getInstance()),
                            false);
                })
                .exceptionallyCompose(failure -> afterFailure(Failures.ofCall(failure)));
    }

    private CompletableFuture<MoneyAnswer> afterFailure(CallFailedException failed) {
        attempts += failed.attempts();
        if (KeyConflict.isSaidBy(failed)) {
            return resolve(failed, 0);
        }
        CallFailedException failure = KeyConflict.mayBeMeantBy(failed) ? failed.inDoubt() : failed;
        if (failure.phase() == CallPhase.MAYBE_EXECUTED) {
            recentKeys.tried(request);
            inDoubt = true;
        }
        if (failure.phase() == CallPhase.REFUSED) {
            return allAvailable && failure.obstacle() == Obstacle.NONE ? takeWhatIsLeft(failure) : ended(failure);
        }
        return repeat(failure);
    }

    /** Another movement may have come between reading what is available and asking for it. */
    private CompletableFuture<MoneyAnswer> takeWhatIsLeft(CallFailedException refusal) {
        return afterPause(refusal, () -> read().handle((payment, failure) -> failure == null ? available(payment) : 0)
                .thenCompose(left -> {
                    if (left <= 0 || left == request.amount()) {
                        return ended(refusal);
                    }
                    request = request.of(left);
                    return send();
                }));
    }

    private CompletableFuture<MoneyAnswer> repeat(CallFailedException failure) {
        return afterPause(failure, this::lookThenSend);
    }

    private CompletableFuture<MoneyAnswer> afterPause(
            CallFailedException failure, Supplier<CompletableFuture<MoneyAnswer>> next) {
        return after(schedule.afterFailure(failure), next, failure);
    }

    /** Ends with the failure where there is no time to wait, or where a stop ends the waiting. */
    private CompletableFuture<MoneyAnswer> after(
            Optional<Duration> pause, Supplier<CompletableFuture<MoneyAnswer>> next, CallFailedException failure) {
        return pause.map(wait -> timer.pause(wait, next, () -> ended(failure))).orElseGet(() -> ended(failure));
    }

    private CompletableFuture<MoneyAnswer> lookThenSend() {
        if (!inDoubt || !request.namesDocument()) {
            return send();
        }
        return sender.send(PurseRequest.get(PaymentPaths.payment(request.paymentId()), null), deadline)
                .handle((payment, failure) -> failure == null
                        ? byDocument(payment)
                                .map(found -> checked(payment, new Found(request.kind(), found)))
                                .orElseGet(this::send)
                        : repeatLook(Failures.ofCall(failure)))
                .thenCompose(next -> next);
    }

    private CompletableFuture<MoneyAnswer> repeatLook(CallFailedException failure) {
        return failure.phase() == CallPhase.REFUSED ? ended(failure) : repeat(failure);
    }

    /** A conflict names the operation that the key stands for; while that is still running, it cannot be seen yet. */
    private CompletableFuture<MoneyAnswer> resolve(CallFailedException conflict, int round) {
        return read().handle((payment, failure) -> failure == null
                        ? find(payment, conflict).orElseGet(() -> lookAgain(conflict, round))
                        : Failures.ofCall(failure).phase() == CallPhase.REFUSED
                                ? ended(conflict.inDoubt())
                                : lookAgain(conflict, round))
                .thenCompose(next -> next);
    }

    private CompletableFuture<MoneyAnswer> lookAgain(CallFailedException conflict, int round) {
        return after(schedule.beforeLook(round), () -> resolve(conflict, round + 1), conflict.inDoubt());
    }

    private Optional<CompletableFuture<MoneyAnswer>> find(PurseResponse payment, CallFailedException conflict) {
        Optional<String> id = KeyConflict.operationId(conflict);
        return id.flatMap(known -> OperationFinder.byId(payment.json(), known, request.kind()))
                .or(() -> (id.isEmpty() ? byReference(payment) : byDocument(payment))
                        .map(operation -> new Found(request.kind(), operation)))
                .map(found -> checked(payment, found));
    }

    private Optional<JsonNode> byDocument(PurseResponse payment) {
        return request.namesDocument() ? byReference(payment) : Optional.empty();
    }

    /** Says more than the reference only where the key is made of it, or known to be in use. */
    private Optional<JsonNode> byReference(PurseResponse payment) {
        return request.merchantReference() == null
                ? Optional.empty()
                : OperationFinder.byReference(payment.json(), request.kind(), request.merchantReference());
    }

    private long available(PurseResponse payment) {
        return payment.json()
                .path("amounts")
                .path(PaymentPaths.available(request.kind()))
                .asLong();
    }

    /** The same key for other content is nobody's success. */
    private CompletableFuture<MoneyAnswer> checked(PurseResponse payment, Found found) {
        OperationKind kind = found.kind();
        JsonNode operation = found.operation();
        String reference = operation.path("merchant_reference").textValue();
        boolean same = kind == request.kind()
                && (allAvailable || operation.path("amount").asLong() == request.amount())
                && (request.merchantReference() == null
                        || request.merchantReference().equals(reference));
        if (same) {
            recentKeys.used(request.of(operation.path("amount").asLong()));
            return answer(payment, operation, true);
        }
        return refused(
                Obstacle.KEY_USED_BEFORE,
                "the idempotency key stands for the " + kind.name().toLowerCase(Locale.ROOT) + " "
                        + operation.path("id").asText() + " of "
                        + operation.path("amount").asText()
                        + " minor units, which is not what was asked for");
    }

    private CompletableFuture<MoneyAnswer> answer(PurseResponse payment, JsonNode operation, boolean duplicate) {
        MoneyAnswer answer = new MoneyAnswer(payment, operation, duplicate, inDoubt, attempts, request);
        return new Completion(sender, timer, schedule, request, deadline).follow(answer);
    }

    private CompletableFuture<PurseResponse> read() {
        PurseRequest get = PurseRequest.get(PaymentPaths.payment(request.paymentId()), null);
        return new RetryingCall(sender, timer, get, deadline, schedule).make();
    }

    private CompletableFuture<MoneyAnswer> refused(Obstacle obstacle, String message) {
        return CompletableFuture.failedFuture(
                CallFailedException.refused(obstacle, message).after(attempts));
    }

    private CompletableFuture<MoneyAnswer> ended(CallFailedException failure) {
        return CompletableFuture.failedFuture((inDoubt ? failure.inDoubt() : failure).after(attempts));
    }
}
