package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationKind;
import io.camelpurse.model.OperationStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Undoes a payment: voids what is still open, then refunds what was captured. Both carry keys made of the one business
 * document, so that an interrupted reversal goes on where it stopped. The whole of a payment is known only once nothing
 * on it is under way any more.
 */
final class ReversalCall {

    private final Supplier<CompletableFuture<PurseResponse>> read;
    private final Function<MoneyRequest, CompletableFuture<MoneyResponse>> move;
    private final CallTimer timer;
    private final RetrySchedule schedule;
    private final MoneyOperationListener watch;
    private final ReversalRequest request;
    private final List<MoneyResponse> moved = new ArrayList<>();

    ReversalCall(
            Supplier<CompletableFuture<PurseResponse>> read,
            Function<MoneyRequest, CompletableFuture<MoneyResponse>> move,
            CallTimer timer,
            RetrySchedule schedule,
            MoneyOperationListener watch,
            ReversalRequest request) {
        this.read = read;
        this.move = move;
        this.timer = timer;
        this.schedule = schedule;
        this.watch = watch;
        this.request = request;
    }

    /** Fails with {@link CallFailedException}. */
    CompletableFuture<ReversalResponse> make() {
        return settled(0, null).thenCompose(payment -> {
            ReversalPlan plan;
            try {
                plan = ReversalPlan.of(payment.json(), request);
            } catch (CallFailedException rejected) {
                return CompletableFuture.failedFuture(rejected);
            }
            return move(OperationKind.VOID, plan.toVoid())
                    .thenCompose(over -> move(OperationKind.REFUND, plan.toRefund()))
                    .thenCompose(over -> complete(after(payment)))
                    .thenApply(last -> new ReversalResponse(last, List.copyOf(moved), plan.doneBefore()));
        });
    }

    /**
     * A reversal of the whole is a success only if nothing is left; what shows a rest may lag behind, and is read
     * again.
     */
    private CompletableFuture<PurseResponse> complete(PurseResponse last) {
        if (request.amount() != null
                || request.dryRun()
                || somethingFailed()
                || rest(last).isEmpty()) {
            return CompletableFuture.completedFuture(last);
        }
        return read.get().thenCompose(payment -> rest(payment)
                .map(rest -> CompletableFuture.<PurseResponse>failedFuture(CallFailedException.rejected(
                                ErrorCategory.KEY_USED_BEFORE,
                                "the document has reversed " + LoggableText.amount(reversed()) + " minor units, and "
                                        + LoggableText.amount(rest) + " are left")
                        .after(attempts())))
                .orElseGet(() -> CompletableFuture.completedFuture(payment)));
    }

    private boolean somethingFailed() {
        return moved.stream().anyMatch(MoneyResponse::hasFailed);
    }

    private static Optional<Long> rest(PurseResponse payment) {
        try {
            long rest = ReversalPlan.available(payment.json(), OperationKind.VOID)
                    + ReversalPlan.available(payment.json(), OperationKind.REFUND);
            return rest > 0 ? Optional.of(rest) : Optional.empty();
        } catch (CallFailedException notShown) {
            return Optional.empty();
        }
    }

    private long reversed() {
        return moved.stream()
                .mapToLong(operation ->
                        ResponseAmount.of(operation.operation().path("amount")).orElse(0))
                .sum();
    }

    private int attempts() {
        return moved.stream().mapToInt(MoneyResponse::attempts).sum();
    }

    /**
     * The payment, once nothing is under way that would change what there is to reverse.
     *
     * @param seen what was under way when it was read last, or {@code null}
     */
    private CompletableFuture<PurseResponse> settled(int round, CallFailedException seen) {
        return read.get()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        seen != null ? seen : CallFailures.ofCall(failure).beforeSending()))
                .thenCompose(payment -> {
                    Optional<String> underWay =
                            needsMoreThanThereIs(payment.json()) ? underWay(payment.json()) : Optional.empty();
                    if (underWay.isEmpty()) {
                        return CompletableFuture.completedFuture(payment);
                    }
                    CallFailedException tooEarly = CallFailedException.notExecuted(
                            "nothing was reversed, since " + underWay.get()
                                    + ": what it leaves to reverse is not known yet",
                            null);
                    return schedule.beforeRead(round)
                            .map(wait -> timer.pause(
                                    wait,
                                    () -> settled(round + 1, tooEarly),
                                    () -> CompletableFuture.<PurseResponse>failedFuture(tooEarly)))
                            .orElseGet(() -> CompletableFuture.failedFuture(tooEarly));
                });
    }

    /** A part that there is can be reversed whatever is under way. */
    private boolean needsMoreThanThereIs(JsonNode payment) {
        if (request.amount() == null) {
            return true;
        }
        try {
            ReversalPlan.of(payment, request);
            return false;
        } catch (CallFailedException tooMuch) {
            return tooMuch.category() == ErrorCategory.NOTHING_AVAILABLE;
        }
    }

    /** What is under way, whoever asked for it. */
    private Optional<String> underWay(JsonNode payment) {
        if (payment.path("authorization").path("status").asText().equals(OperationStatus.PENDING)) {
            return Optional.of("the authorization is PENDING");
        }
        return Arrays.stream(OperationKind.values())
                .flatMap(kind -> OperationFinder.operations(payment, kind)
                        .filter(OperationFinder::isUnderWay)
                        .map(operation -> describe(kind, operation)))
                .findFirst();
    }

    private static String describe(OperationKind kind, JsonNode operation) {
        return "a " + kind.name().toLowerCase(Locale.ROOT) + " of "
                + ResponseAmount.shown(operation.path("amount")) + " minor units is "
                + operation.path("status").asText();
    }

    private CompletableFuture<Void> move(OperationKind kind, long amount) {
        if (amount <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        MoneyRequest operationRequest = operationRequest(kind, amount);
        return move.apply(operationRequest)
                .thenAccept(response -> {
                    moved.add(response);
                    if (!request.dryRun()) {
                        watch.moved(response);
                    }
                })
                .exceptionallyCompose(thrown -> {
                    CallFailedException failure = CallFailures.ofCall(thrown);
                    watch.failed(operationRequest, failure);
                    return CompletableFuture.failedFuture(moved.isEmpty() ? failure : afterVoid(failure));
                });
    }

    private MoneyRequest operationRequest(OperationKind kind, long amount) {
        String operation = kind == OperationKind.VOID ? "voidPayment" : "refundPayment";
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("amount", amount)
                .put("merchant_reference", request.merchantReference());
        return new MoneyRequest(
                kind,
                request.paymentId(),
                body,
                IdempotencyKeys.derive(request.paymentId(), operation, request.document()),
                request.document().equals(request.merchantReference()),
                request.maxAmount(),
                request.dryRun(),
                request.completionTimeout());
    }

    private CallFailedException afterVoid(CallFailedException failure) {
        MoneyResponse voided = moved.get(0);
        return failure.afterPart(
                LoggableText.amount(voided.request().amount()) + " minor units were voided ("
                        + LoggableText.code(voided.status()) + ")",
                voided.attempts());
    }

    private PurseResponse after(PurseResponse before) {
        return moved.isEmpty() || request.dryRun()
                ? before
                : moved.get(moved.size() - 1).payment();
    }
}
