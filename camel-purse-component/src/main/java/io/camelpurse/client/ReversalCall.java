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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * Of the whole, each begins only once nothing is under way that changes what there is to reverse.
 *
 * So an interrupted reversal continues where it stopped, and a part is not reversed twice: the first operation
 * determines the amount of the second one.
 */
final class ReversalCall {

    private static final String FIRST = PurseOperation.reversePayment.name();
    private static final String SECOND = FIRST + "/refund";

    private static final Set<String> NOT_AUTHORIZED =
            Set.of(AuthorizationStatus.REFUSED, AuthorizationStatus.ERROR, AuthorizationStatus.ABORTED);

    private final Supplier<CompletableFuture<PurseResponse>> read;
    private final Function<MoneyRequest, CompletableFuture<MoneyResponse>> move;
    private final CallTimer timer;
    private final RetrySchedule schedule;
    private final MoneyOperationListener watch;
    private final ReversalRequest request;
    private final List<MoneyResponse> moved = new ArrayList<>();

    /** How often requests were sent that Purse has rejected, since the last operation. */
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
        return operationUnderWay(payment, Set.of());
    }

    /** Of others than the reversal's own ones. */
    private static Optional<String> operationUnderWay(JsonNode payment, Set<String> own) {
        return Arrays.stream(OperationKind.values())
                .flatMap(kind -> OperationFinder.operations(payment, kind)
                        .filter(OperationFinder::isUnderWay)
                        .filter(operation -> !own.contains(RequestedOperation.id(operation)))
                        .map(operation -> describe(kind, operation)))
                .findFirst();
    }

    /** A read that lags behind the reversal's own operations may hide others too. */
    private Optional<String> othersUnderWay(PurseResponse payment) {
        Set<String> own = moved.stream()
                .map(operation -> RequestedOperation.id(operation.operation()))
                .collect(Collectors.toSet());
        boolean showsOwn = moved.stream().allMatch(operation -> OperationFinder.byId(
                        payment.json(),
                        RequestedOperation.id(operation.operation()),
                        operation.request().kind())
                .isPresent());
        return showsOwn
                ? operationUnderWay(payment.json(), own)
                : Optional.of("the payment does not show yet what was reversed");
    }

    /** A payment has nothing to reverse before it is authorized, too. */
    private static boolean showsWhyNothingIsLeft(JsonNode payment, String authorization) {
        return NOT_AUTHORIZED.contains(authorization)
                || authorization.equals(AuthorizationStatus.AUTHORIZED)
                        && !ResponseAmount.is(payment.path(JsonFields.AMOUNTS).path(JsonFields.TOTAL_AUTHORIZED), 0);
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
            return askForFirst(payment, plan);
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

    /** Nothing is left to reverse, but an operation has failed: whether it is this document's, only the key shows. */
    private CompletableFuture<PurseResponse> askForFirst(PurseResponse payment, ReversalPlan plan) {
        long captured = whole(payment, JsonFields.TOTAL_CAPTURED);
        long whole = captured > 0 ? captured : whole(payment, JsonFields.TOTAL_AUTHORIZED);
        boolean failed = hasFailed(payment, OperationKind.VOID) || hasFailed(payment, OperationKind.REFUND);
        if (whole == 0 || !failed || request.dryRun()) {
            return CompletableFuture.completedFuture(payment);
        }
        MoneyRequest first = first(captured > 0 ? OperationKind.REFUND : OperationKind.VOID, whole);
        return makeFirst(first, payment, plan, rejection -> CompletableFuture.completedFuture(payment));
    }

    private static boolean hasFailed(PurseResponse payment, OperationKind kind) {
        return OperationFinder.operations(payment.json(), kind).anyMatch(OperationFinder::hasFailed);
    }

    /**
     * What Purse cannot execute once nothing of it is left: it either names the operation of the request's key or
     * rejects the request. 0 where there is nothing to ask for, and above {@code maxAmount}: what is left may be out of
     * date, and then the request is executed.
     */
    private long whole(PurseResponse payment, String total) {
        long amount = ResponseAmount.of(payment.json().path(JsonFields.AMOUNTS).path(total))
                .orElse(0);
        return amount <= request.maxAmount() ? amount : 0;
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
                    CallFailedException failure = failed(first, thrown);
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
        if (isPart()) {
            return refundRestOfPart(payment, plan, first);
        }
        return first.request().kind() == OperationKind.REFUND
                ? complete(first.payment(), 0)
                : refundCaptured(payment, plan, first);
    }

    // THE REST OF A PART

    private CompletableFuture<PurseResponse> refundRestOfPart(
            PurseResponse before, ReversalPlan plan, MoneyResponse first) {
        long amount = first.request().amount();
        long rest = request.amount() - amount;
        boolean planned = first.request().kind() == OperationKind.VOID && amount == plan.toVoid();
        boolean isFirst = first.request().kind() == OperationKind.VOID ? rest >= 0 : rest == 0;
        if (!isFirst || !planned && first.duplicate() && isOfOtherAmount(first, rest)) {
            return CompletableFuture.failedFuture(CallFailedException.rejected(
                            ErrorCategory.KEY_USED_BEFORE,
                            "the document was used for another reversal: its "
                                    + name(first.request().kind()) + " was of " + LoggableText.amount(amount)
                                    + " minor units")
                    .after(first.attempts()));
        }
        if (rest == 0) {
            return CompletableFuture.completedFuture(request.dryRun() ? before : first.payment());
        }
        MoneyRequest second = second(rest);
        return move.apply(second)
                .thenApply(this::record)
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(behind(first, failed(second, thrown))))
                .thenApply(response -> request.dryRun() ? before : response.payment());
    }

    /**
     * Whether an earlier delivery was for another amount, as far as the payment shows it. A reversal voids less than
     * its amount only where no more is open, and then refunds: a void that left something open, and that no refund
     * follows, was all of its reversal.
     */
    private boolean isOfOtherAmount(MoneyResponse first, long rest) {
        boolean leftNothing = first.hasFailed() || !leftSomethingOpen(first);
        return rest > 0 ? !leftNothing && !wasFollowed(first, rest) : leftNothing && wasFollowed(first, rest);
    }

    /** Also what became open afterwards counts, since nothing distinguishes the two: it is rejected, not guessed. */
    private static boolean leftSomethingOpen(MoneyResponse first) {
        JsonNode payment = first.payment().json();
        Optional<Instant> voided = OperationFinder.createdAt(first.operation());
        return ResponseAmount.available(payment, OperationKind.VOID).orElse(0) > 0
                || Stream.of(OperationKind.CAPTURE, OperationKind.VOID)
                        .flatMap(kind -> OperationFinder.operations(payment, kind))
                        .filter(operation -> !OperationFinder.hasFailed(operation))
                        .flatMap(operation -> OperationFinder.createdAt(operation).stream())
                        .anyMatch(later -> voided.isPresent() && later.isAfter(voided.get()));
    }

    /** By a refund with the document's reference; Purse may have changed it, so that one of the rest counts too. */
    private boolean wasFollowed(MoneyResponse first, long rest) {
        return first.request().kind() == OperationKind.VOID
                && OperationFinder.operations(first.payment().json(), OperationKind.REFUND)
                        .anyMatch(refund -> request.merchantReference().equals(OperationFinder.reference(refund))
                                || rest > 0 && ResponseAmount.is(refund.path(JsonFields.AMOUNT), rest));
    }

    // THE REFUND OF THE WHOLE

    /** A response to a request is more recent than what was read before it. */
    private CompletableFuture<PurseResponse> refundCaptured(
            PurseResponse before, ReversalPlan plan, MoneyResponse first) {
        if (!request.dryRun()) {
            return refundCaptured(first, first.payment(), plan.toRefund(), 0);
        }
        return plan.toRefund() == 0
                ? CompletableFuture.completedFuture(before)
                : move.apply(second(plan.toRefund())).thenApply(this::record).thenApply(response -> before);
    }

    /** @param planned what is refunded where the payment does not show it */
    private CompletableFuture<PurseResponse> refundCaptured(
            MoneyResponse first, PurseResponse payment, long planned, int round) {
        Optional<String> underWay = othersUnderWay(payment);
        if (underWay.isPresent()) {
            CallFailedException tooEarly = behind(
                    first,
                    CallFailedException.notExecuted(
                            "nothing was refunded, since " + underWay.get()
                                    + ": what it leaves to refund is not known yet",
                            null));
            return after(
                    schedule.beforeRead(round),
                    () -> readBehind(first).thenCompose(read -> refundCaptured(first, read, planned, round + 1)),
                    tooEarly);
        }
        long captured =
                ResponseAmount.available(payment.json(), OperationKind.REFUND).orElse(planned);
        if (captured > 0) {
            // Another refund may have come first: what is left has changed since the payment was read.
            return refund(
                    first,
                    captured,
                    rejection -> after(
                            schedule.afterFailure(rejection),
                            () -> readBehind(first).thenCompose(read -> refundCaptured(first, read, captured, round)),
                            rejection));
        }
        // Nothing is left to refund, but a refund has failed: whether it is this document's, only the key shows.
        long whole = whole(payment, JsonFields.TOTAL_CAPTURED);
        return whole > 0 && hasFailed(payment, OperationKind.REFUND)
                ? refund(first, whole, rejection -> complete(payment, 0))
                : complete(payment, 0);
    }

    private CompletableFuture<PurseResponse> refund(
            MoneyResponse first,
            long amount,
            Function<CallFailedException, CompletableFuture<PurseResponse>> afterRejection) {
        MoneyRequest second = second(amount);
        return move.apply(second)
                .handle((response, thrown) -> {
                    if (thrown == null) {
                        return complete(record(response).payment(), 0);
                    }
                    CallFailedException failure = failed(second, thrown);
                    CallFailedException behindFirst = behind(first, failure);
                    rejectedAttempts += failure.attempts();
                    return isRejectedByPurse(failure)
                            ? afterRejection.apply(behindFirst)
                            : CompletableFuture.<PurseResponse>failedFuture(behindFirst);
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<PurseResponse> readBehind(MoneyResponse first) {
        return read.get()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        behind(first, CallFailures.ofCall(failure).beforeSending())));
    }

    private MoneyResponse record(MoneyResponse response) {
        MoneyResponse counted = response.afterAttempts(rejectedAttempts);
        rejectedAttempts = 0;
        moved.add(counted);
        if (!request.dryRun()) {
            watch.moved(counted);
        }
        return counted;
    }

    private CallFailedException failed(MoneyRequest operation, Throwable thrown) {
        CallFailedException failure = CallFailures.ofCall(thrown);
        watch.failed(operation, failure);
        return failure;
    }

    private CallFailedException behind(MoneyResponse first, CallFailedException failure) {
        return failure.afterPart(
                LoggableText.amount(first.request().amount()) + " minor units were voided ("
                        + LoggableText.code(first.status()) + ")",
                attempts());
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
     * A reversal of the whole is a success only if nothing is left, and nothing is under way that may leave something.
     * What shows a rest may lag behind, and an operation that was PENDING may have failed since: the payment is read
     * again.
     */
    private CompletableFuture<PurseResponse> complete(PurseResponse last, int round) {
        moved.replaceAll(operation -> seenIn(last, operation));
        Optional<String> underWay = othersUnderWay(last);
        Optional<Long> rest = ReversalPlan.rest(last.json());
        if (request.dryRun() || somethingFailed() || underWay.isEmpty() && rest.isEmpty()) {
            return CompletableFuture.completedFuture(last);
        }
        if (underWay.isPresent()) {
            return after(schedule.beforeRead(round), () -> readAgain(round), notKnown(underWay.get()));
        }
        return round == 0
                ? readAgain(round)
                : CompletableFuture.failedFuture(CallFailedException.rejected(
                                ErrorCategory.KEY_USED_BEFORE,
                                "under its idempotency keys the document has reversed "
                                        + LoggableText.amount(reversed())
                                        + " minor units, and " + LoggableText.amount(rest.orElse(0L))
                                        + " are left")
                        .after(attempts()));
    }

    private CompletableFuture<PurseResponse> readAgain(int round) {
        return read.get()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        CallFailures.ofCall(failure).outcomeUnknown().after(attempts())))
                .thenCompose(payment -> complete(payment, round + 1));
    }

    private CallFailedException notKnown(String underWay) {
        return CallFailedException.outcomeUnknown("the document has reversed "
                        + LoggableText.amount(reversed()) + " minor units, and " + underWay
                        + ": what it leaves to reverse is not known yet")
                .after(attempts());
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
        return rejectedAttempts
                + moved.stream().mapToInt(MoneyResponse::attempts).sum();
    }
}
