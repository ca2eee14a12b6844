package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.AuthorizationStatus;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import io.camelpurse.text.LoggableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Undoes a payment with at most two operations, under two keys made of the one business document.
 *
 * <ol>
 * <li>The first one voids what is open; where nothing is open, it refunds. Whatever Purse has executed under its key is
 *     the first operation, be it of the other kind or of another amount: what the payment allows may have changed since
 *     an earlier call for the document.
 * <li>Behind a void, the second one refunds: of a part what the first one leaves of the amount, of the whole all that
 *     was captured.
 * </ol>
 *
 * So an interrupted reversal continues where it stopped, and a part is not reversed twice: the first operation
 * determines the amount of the second one.
 */
final class ReversalCall {

    private static final String FIRST = PurseOperation.reversePayment.name();
    private static final String SECOND = FIRST + "/refund";

    private static final String TOTAL_AUTHORIZED = "total_authorized";
    private static final Set<String> NOT_AUTHORIZED =
            Set.of(AuthorizationStatus.REFUSED, AuthorizationStatus.ERROR, AuthorizationStatus.ABORTED);

    private final Supplier<CompletableFuture<PurseResponse>> read;
    private final Function<MoneyRequest, CompletableFuture<MoneyResponse>> move;
    private final CallTimer timer;
    private final RetrySchedule schedule;
    private final MoneyOperationListener watch;
    private final ReversalRequest request;
    private final List<MoneyResponse> moved = new ArrayList<>();

    /** How often a request was sent that Purse has rejected, so that the first key was not used at that time. */
    private int rejectedAttempts;

    private boolean doneBefore;

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
        if (isPart() && request.amount() > request.maxAmount()) {
            return CompletableFuture.failedFuture(
                    CallFailedException.aboveMaximum(request.amount(), request.maxAmount()));
        }
        return begin(0, null).thenApply(last -> new ReversalResponse(last, List.copyOf(moved), doneBefore, attempts()));
    }

    private boolean isPart() {
        return request.amount() != null;
    }

    // BEFORE THE FIRST OPERATION

    /** @param seen why the reversal has not begun yet, or {@code null} */
    private CompletableFuture<PurseResponse> begin(int round, CallFailedException seen) {
        return read.get()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        seen != null
                                ? seen
                                : CallFailures.ofCall(failure).beforeSending().after(rejectedAttempts)))
                .thenCompose(payment -> begin(payment, round));
    }

    private CompletableFuture<PurseResponse> begin(PurseResponse payment, int round) {
        ReversalPlan plan;
        try {
            plan = ReversalPlan.of(payment.json(), request.amount());
        } catch (CallFailedException notShown) {
            return CompletableFuture.failedFuture(notShown.after(rejectedAttempts));
        }
        doneBefore = OperationFinder.hasReference(payment.json(), request.merchantReference());
        // The whole is known only once nothing is under way that changes it.
        Optional<String> underWay = isPart() && plan.available() ? Optional.empty() : underWay(payment.json());
        if (plan.available()) {
            return underWay.isPresent() ? later(underWay.get(), round) : first(payment, plan, round);
        }
        // While it waits, it asks once; before it rejects the document, another delivery may have executed it.
        boolean waits = underWay.isPresent() && rejectedAttempts > 0;
        return waits || request.dryRun()
                ? notAvailable(payment, underWay, round)
                : askUnderKey(payment, plan, underWay, round);
    }

    private CompletableFuture<PurseResponse> notAvailable(PurseResponse payment, Optional<String> underWay, int round) {
        return underWay.isPresent()
                ? later(underWay.get(), round)
                : CompletableFuture.failedFuture(nothingAvailable(payment.json()));
    }

    /**
     * Only the key shows whether the document has taken what is not available any more. Purse either names the key's
     * operation or rejects the request. If the amount becomes available in the meantime, it is what the route asks for.
     */
    private CompletableFuture<PurseResponse> askUnderKey(
            PurseResponse payment, ReversalPlan plan, Optional<String> underWay, int round) {
        return makeFirst(
                first(OperationKind.REFUND, request.amount()),
                payment,
                plan,
                rejection -> notAvailable(payment, underWay, round));
    }

    private CompletableFuture<PurseResponse> later(String underWay, int round) {
        CallFailedException tooEarly = CallFailedException.notExecuted(
                        "nothing was reversed, since " + underWay + ": what it leaves to reverse is not known yet",
                        null)
                .after(rejectedAttempts);
        return after(schedule.beforeRead(round), () -> begin(round + 1, tooEarly), tooEarly);
    }

    /** Ends with the failure where there is no time to wait, or where a stop ends the waiting. */
    private CompletableFuture<PurseResponse> after(
            Optional<Duration> pause, Supplier<CompletableFuture<PurseResponse>> next, CallFailedException failure) {
        return pause.map(wait -> timer.pause(wait, next, () -> CompletableFuture.<PurseResponse>failedFuture(failure)))
                .orElseGet(() -> CompletableFuture.failedFuture(failure));
    }

    /** What is under way, whoever asked for it. */
    private static Optional<String> underWay(JsonNode payment) {
        String authorization =
                payment.path(JsonFields.AUTHORIZATION).path(JsonFields.STATUS).asText();
        if (authorization.equals(AuthorizationStatus.PENDING)) {
            return Optional.of("the authorization is PENDING");
        }
        if (ReversalPlan.rest(payment).isEmpty() && !showsWhyNothingIsLeft(payment, authorization)) {
            return Optional.of("the payment does not show yet what was authorized");
        }
        return Arrays.stream(OperationKind.values())
                .flatMap(kind -> OperationFinder.operations(payment, kind)
                        .filter(OperationFinder::isUnderWay)
                        .map(operation -> describe(kind, operation)))
                .findFirst();
    }

    /** A payment has nothing to reverse before it is authorized, too. */
    private static boolean showsWhyNothingIsLeft(JsonNode payment, String authorization) {
        return NOT_AUTHORIZED.contains(authorization)
                || authorization.equals(AuthorizationStatus.AUTHORIZED)
                        && !ResponseAmount.is(payment.path(JsonFields.AMOUNTS).path(TOTAL_AUTHORIZED), 0);
    }

    private static String describe(OperationKind kind, JsonNode operation) {
        return "a " + name(kind) + " of " + ResponseAmount.shown(operation.path(JsonFields.AMOUNT)) + " minor units is "
                + operation.path(JsonFields.STATUS).asText();
    }

    private CallFailedException nothingAvailable(JsonNode payment) {
        JsonNode amounts = payment.path(JsonFields.AMOUNTS);
        return CallFailedException.rejected(
                        ErrorCategory.NOTHING_AVAILABLE,
                        "amount " + request.amount() + " cannot be reversed: "
                                + ResponseAmount.shown(amounts.path(PaymentFields.available(OperationKind.VOID)))
                                + " minor units can be voided and "
                                + ResponseAmount.shown(amounts.path(PaymentFields.available(OperationKind.REFUND)))
                                + " refunded")
                .after(rejectedAttempts);
    }

    // THE TWO OPERATIONS

    private CompletableFuture<PurseResponse> first(PurseResponse payment, ReversalPlan plan, int round) {
        if (plan.toVoid() == 0 && plan.toRefund() == 0) {
            return CompletableFuture.completedFuture(payment);
        }
        MoneyRequest first = plan.toVoid() > 0
                ? first(OperationKind.VOID, plan.toVoid())
                : first(OperationKind.REFUND, plan.toRefund());
        // Another operation may have come first: what the payment allows has changed since it was read.
        return makeFirst(
                first,
                payment,
                plan,
                rejection -> after(schedule.afterFailure(rejection), () -> begin(round, null), rejection));
    }

    private CompletableFuture<PurseResponse> makeFirst(
            MoneyRequest first,
            PurseResponse payment,
            ReversalPlan plan,
            Function<CallFailedException, CompletableFuture<PurseResponse>> afterRejection) {
        return move.apply(first)
                .handle((response, thrown) -> {
                    if (thrown == null) {
                        return afterFirst(payment, plan, record(response));
                    }
                    CallFailedException failure = CallFailures.ofCall(thrown);
                    watch.failed(first, failure);
                    rejectedAttempts += failure.attempts();
                    failure.after(rejectedAttempts);
                    return isRejectedByPurse(failure)
                            ? afterRejection.apply(failure)
                            : CompletableFuture.<PurseResponse>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    private static boolean isRejectedByPurse(CallFailedException failure) {
        return failure.callOutcome() == CallOutcome.REJECTED
                && failure.category() == ErrorCategory.NONE
                && failure.httpStatus() != 0;
    }

    private CompletableFuture<PurseResponse> afterFirst(PurseResponse payment, ReversalPlan plan, MoneyResponse first) {
        return isPart() ? refundRestOfPart(payment, first) : refundCaptured(payment, plan, first);
    }

    private CompletableFuture<PurseResponse> refundRestOfPart(PurseResponse before, MoneyResponse first) {
        long amount = first.request().amount();
        long rest = request.amount() - amount;
        boolean isFirst = first.request().kind() == OperationKind.VOID ? rest >= 0 : rest == 0;
        if (!isFirst || rest == 0 && wasFollowed(first)) {
            return CompletableFuture.failedFuture(CallFailedException.rejected(
                            ErrorCategory.KEY_USED_BEFORE,
                            "the document was used for another reversal: its "
                                    + name(first.request().kind()) + " was of " + LoggableText.amount(amount)
                                    + " minor units")
                    .after(first.attempts()));
        }
        return refund(rest, before, first);
    }

    /** Whether an earlier reversal of more than the first operation's amount has executed its second one. */
    private boolean wasFollowed(MoneyResponse first) {
        return first.duplicate()
                && first.request().kind() == OperationKind.VOID
                && OperationFinder.operations(first.payment().json(), OperationKind.REFUND)
                        .anyMatch(refund -> request.merchantReference().equals(OperationFinder.reference(refund)));
    }

    /** A response to a request is more recent than what was read before it. */
    private CompletableFuture<PurseResponse> refundCaptured(
            PurseResponse before, ReversalPlan plan, MoneyResponse first) {
        OptionalLong captured = ResponseAmount.available(first.payment().json(), OperationKind.REFUND);
        long toRefund = first.request().kind() == OperationKind.REFUND ? 0 : captured.orElse(plan.toRefund());
        return refund(toRefund, before, first).thenCompose(this::complete);
    }

    private CompletableFuture<PurseResponse> refund(long amount, PurseResponse before, MoneyResponse first) {
        if (amount == 0) {
            return CompletableFuture.completedFuture(request.dryRun() ? before : first.payment());
        }
        MoneyRequest second = second(amount);
        return move.apply(second)
                .thenApply(this::record)
                .exceptionallyCompose(thrown -> {
                    CallFailedException failure = CallFailures.ofCall(thrown);
                    watch.failed(second, failure);
                    return CompletableFuture.failedFuture(behind(first, failure));
                })
                .thenApply(response -> request.dryRun() ? before : response.payment());
    }

    private MoneyResponse record(MoneyResponse response) {
        MoneyResponse counted = response.afterAttempts(moved.isEmpty() ? rejectedAttempts : 0);
        moved.add(counted);
        if (!request.dryRun()) {
            watch.moved(counted);
        }
        return counted;
    }

    private static CallFailedException behind(MoneyResponse first, CallFailedException failure) {
        return failure.afterPart(
                LoggableText.amount(first.request().amount()) + " minor units were voided ("
                        + LoggableText.code(first.status()) + ")",
                first.attempts());
    }

    private MoneyRequest first(OperationKind kind, long amount) {
        return operation(kind, amount, FIRST, Match.FIRST_OF_REVERSAL);
    }

    private MoneyRequest second(long amount) {
        return operation(OperationKind.REFUND, amount, SECOND, isPart() ? Match.EXACT : Match.ANY_AMOUNT);
    }

    private MoneyRequest operation(OperationKind kind, long amount, String keyName, Match match) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put(JsonFields.AMOUNT, amount)
                .put(JsonFields.MERCHANT_REFERENCE, request.merchantReference());
        return new MoneyRequest(
                kind,
                request.paymentId(),
                body,
                IdempotencyKeys.derive(request.paymentId(), keyName, request.document()),
                match,
                request.document().equals(request.merchantReference()),
                request.maxAmount(),
                request.dryRun(),
                request.completionTimeout());
    }

    private static String name(OperationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    // AFTER THE LAST OPERATION

    /**
     * A reversal of the whole is a success only if nothing is left. What shows a rest may lag behind, and an operation
     * that was PENDING may have failed since: the payment is read again.
     */
    private CompletableFuture<PurseResponse> complete(PurseResponse last) {
        if (request.dryRun()
                || somethingFailed()
                || ReversalPlan.rest(last.json()).isEmpty()) {
            return CompletableFuture.completedFuture(last);
        }
        return read.get()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        CallFailures.ofCall(failure).outcomeUnknown().after(attempts())))
                .thenCompose(payment -> {
                    moved.replaceAll(operation -> seenIn(payment, operation));
                    Optional<Long> rest = ReversalPlan.rest(payment.json());
                    return rest.isEmpty() || somethingFailed()
                            ? CompletableFuture.completedFuture(payment)
                            : CompletableFuture.failedFuture(CallFailedException.rejected(
                                            ErrorCategory.KEY_USED_BEFORE,
                                            "under its idempotency keys the document has reversed "
                                                    + LoggableText.amount(reversed())
                                                    + " minor units, and " + LoggableText.amount(rest.get())
                                                    + " are left")
                                    .after(attempts()));
                });
    }

    private static MoneyResponse seenIn(PurseResponse payment, MoneyResponse operation) {
        return OperationFinder.byId(
                        payment.json(),
                        RequestedOperation.id(operation.operation()),
                        operation.request().kind())
                .map(Found::operation)
                .map(seen -> operation.seenIn(payment, seen))
                .orElse(operation);
    }

    private boolean somethingFailed() {
        return moved.stream().anyMatch(MoneyResponse::hasFailed);
    }

    private long reversed() {
        return moved.stream()
                .mapToLong(operation -> ResponseAmount.of(operation.operation().path(JsonFields.AMOUNT))
                        .orElse(0))
                .sum();
    }

    private int attempts() {
        return moved.isEmpty()
                ? rejectedAttempts
                : moved.stream().mapToInt(MoneyResponse::attempts).sum();
    }
}
