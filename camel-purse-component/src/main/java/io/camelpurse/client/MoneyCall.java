package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.client.CallFailedException.Obstacle;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.OperationKind;
import io.camelpurse.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
        return read().thenCompose(payment -> {
            Optional<JsonNode> done = byDocument(payment);
            if (done.isPresent()) {
                return answer(payment, done.get(), true);
            }
            long available = payment.json()
                    .path("amounts")
                    .path(PaymentPaths.available(request.kind()))
                    .asLong();
            if (available <= 0) {
                return refused(
                        Obstacle.NOTHING_AVAILABLE,
                        "the payment has nothing left for it: " + PaymentPaths.available(request.kind()) + " is "
                                + available);
            }
            request = request.of(available);
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

    private CompletableFuture<MoneyAnswer> afterFailure(CallFailedException failure) {
        attempts += failure.attempts();
        if (saysThatTheKeyIsKnown(failure)) {
            recentKeys.used(request);
            return resolve(failure, 0);
        }
        if (failure.phase() == CallPhase.MAYBE_EXECUTED) {
            recentKeys.used(request);
            inDoubt = true;
        }
        if (failure.phase() == CallPhase.REFUSED) {
            return ended(failure);
        }
        return repeat(failure);
    }

    private CompletableFuture<MoneyAnswer> repeat(CallFailedException failure) {
        return schedule.afterFailure(failure)
                .map(wait -> timer.pause(wait)
                        .handle((over, stopped) -> stopped == null)
                        .thenCompose(goOn -> goOn ? lookThenSend() : ended(failure)))
                .orElseGet(() -> ended(failure));
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
        return read().handle((payment, failure) -> failure == null ? find(payment, conflict) : null)
                .thenCompose(found -> found != null ? found : lookAgain(conflict, round));
    }

    private CompletableFuture<MoneyAnswer> lookAgain(CallFailedException conflict, int round) {
        return schedule.beforeLook(round)
                .map(wait -> timer.pause(wait)
                        .handle((over, stopped) -> stopped == null)
                        .thenCompose(goOn -> goOn ? resolve(conflict, round + 1) : ended(conflict.inDoubt())))
                .orElseGet(() -> ended(conflict.inDoubt()));
    }

    private CompletableFuture<MoneyAnswer> find(PurseResponse payment, CallFailedException conflict) {
        JsonNode id = conflict.problem().extensions().get("resource_id");
        return Optional.ofNullable(id)
                .flatMap(known -> OperationFinder.byId(payment.json(), known.asText(), request.kind()))
                .or(() -> byDocument(payment).map(operation -> new Found(request.kind(), operation)))
                .map(found -> checked(payment, found))
                .orElse(null);
    }

    private Optional<JsonNode> byDocument(PurseResponse payment) {
        return request.namesDocument()
                ? OperationFinder.byReference(payment.json(), request.kind(), request.merchantReference())
                : Optional.empty();
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
        MoneyAnswer answer = new MoneyAnswer(payment, operation, duplicate, attempts, request);
        return new Completion(sender, timer, schedule, request, deadline).follow(answer);
    }

    private CompletableFuture<PurseResponse> read() {
        PurseRequest get = PurseRequest.get(PaymentPaths.payment(request.paymentId()), null);
        return new RetryingCall(sender, timer, get, deadline, schedule).make();
    }

    private static boolean saysThatTheKeyIsKnown(CallFailedException failure) {
        Problem problem = failure.problem();
        return failure.httpStatus() == 409
                && problem != null
                && (Problem.WRITE_CONFLICT.equals(problem.type())
                        || problem.type() == null && problem.extensions().containsKey("resource_id"));
    }

    private CompletableFuture<MoneyAnswer> refused(Obstacle obstacle, String message) {
        return CompletableFuture.failedFuture(
                CallFailedException.refused(obstacle, message).after(attempts));
    }

    private CompletableFuture<MoneyAnswer> ended(CallFailedException failure) {
        return CompletableFuture.failedFuture((inDoubt ? failure.inDoubt() : failure).after(attempts));
    }
}
