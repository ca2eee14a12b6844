package io.camelpurse.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.simulation.Conditions.Weakness;
import io.camelpurse.simulation.Document.KeySource;
import io.camelpurse.simulation.SimulatedPurse.Execution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What must hold in every history, whatever goes wrong in it. */
final class Invariants {

    private static final Set<String> OPEN = Set.of("PENDING", "UNCERTAIN");
    /** At least so many times an operation that is UNCERTAIN is read, if nothing goes wrong. */
    private static final int READS_OF_UNCERTAIN = 3;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PART =
            Pattern.compile("(\\d+) minor units were voided \\(|has reversed (\\d+) minor units, and \\d+ are left");
    private static final Set<String> FAILED = Set.of("FAILURE", "CONFLICT");

    /** The component's default, in milliseconds. */
    private static final long RETRY_DELAY = 200;

    private final SimulatedPurse purse;
    private final Plan plan;
    private final List<String> violations = new ArrayList<>();

    /** The deliveries that were reported not to have executed anything, or nothing but an amount that is named. */
    private final Map<Delivery, Long> withoutEffect = new LinkedHashMap<>();

    Invariants(SimulatedPurse purse, Plan plan) {
        this.purse = purse;
        this.plan = plan;
    }

    List<String> violations() {
        return violations;
    }

    void violated(String what) {
        violations.add(what);
    }

    /** A timer whose call has ended keeps what belongs to the call in memory, until it is due. */
    void noTimerIsLeft(Instance instance) {
        if (instance.timers() > 0 && instance.memory().openCalls() == 0) {
            violated(instance.timers() + " timers are left, and no call");
        }
    }

    /** Whatever it reports: it does so in time, and says how many requests it took. */
    void ended(Delivery delivery, long nowMillis) {
        Conditions conditions = plan.conditions();
        long took = nowMillis - delivery.begunMillis();
        boolean isShort = took > conditions.totalTimeout() / 4 && !mayWait(delivery, took);
        if (isShort || took > conditions.totalTimeout() * 8 / 10) {
            // The time may have been too short to see what became of it.
            delivery.trouble();
        }
        if (took > conditions.totalTimeout() + conditions.completionTimeout()) {
            violated(delivery + " took " + took + " ms");
        }
        int attempts = attempts(delivery.exchange());
        if (attempts != delivery.requests() && !countsOtherRequests(delivery)) {
            violated(delivery + " reports " + attempts + " attempts, and sent " + delivery.requests());
        }
        // Each attempt is resent where its token is rejected; a reversal is two operations.
        int operations = delivery.document().operation() == PurseOperation.reversePayment ? 2 : 1;
        if (attempts > 2 * operations * (1 + conditions.maxRetries())) {
            violated(delivery + " sent " + attempts + " requests with maxRetries=" + conditions.maxRetries());
        }
    }

    /** A reversal that fails because of one of its operations counts that operation's requests. */
    private static boolean countsOtherRequests(Delivery delivery) {
        return delivery.document().operation() == PurseOperation.reversePayment
                && delivery.exchange().getException() instanceof PurseOperationFailedException;
    }

    private static int attempts(Exchange exchange) {
        return exchange.getException() instanceof PurseException failure
                ? failure.getAttempts()
                : exchange.getMessage().getHeader(PurseConstants.ATTEMPTS, 0, Integer.class);
    }

    /**
     * Compares what a call reports with what was executed.
     *
     * @return whether the document's outcome is known
     */
    boolean reported(Delivery delivery) {
        Exchange exchange = delivery.exchange();
        Exception failure = exchange.getException();
        if (failure == null) {
            success(delivery, exchange.getMessage());
            return true;
        }
        if (failure instanceof PurseOperationFailedException failed) {
            operationFailed(delivery, failed);
            return true;
        }
        if (!(failure instanceof PurseException purseFailure)) {
            violated(delivery + " failed unexpectedly: " + failure);
            return true;
        }
        CallOutcome outcome = purseFailure.getCallOutcome();
        switch (outcome) {
            case REJECTED -> rejected(delivery, purseFailure);
            case NOT_EXECUTED -> notExecuted(delivery, purseFailure);
            case UNKNOWN -> {
                if (!(failure instanceof PurseOutcomeUnknownException)) {
                    violated(delivery + " may have been executed, and is reported as " + failure);
                }
                if (!delivery.isTroubled()) {
                    violated(delivery + " does not know its outcome, though nothing went wrong: " + failure);
                }
                if (gaveUpEarly(delivery, purseFailure)) {
                    violated(delivery + " does not know its outcome, and has time and retries left: " + failure);
                }
            }
            case EXECUTED -> violated(delivery + " failed with what cannot be: " + failure);
        }
        return outcome == CallOutcome.REJECTED && !(failure instanceof PurseAuthenticationException);
    }

    /** Behind an attempt that may have been executed, a rejection ends a call at once; else it retries. */
    private boolean gaveUpEarly(Delivery delivery, PurseException failure) {
        Conditions conditions = plan.conditions();
        long took = delivery.endNanos() / 1_000_000 - delivery.begunMillis();
        boolean mayWait = mayWait(delivery, took) && delivery.requests() + delivery.reads() <= conditions.maxRetries();
        boolean rejected =
                failure.getHttpStatus() / 100 == 4 || failure.getMessage().contains("key was used");
        boolean otherRetries = delivery.hasWaitedForToken() || conditions.isRetryBudgetLimited();
        return mayWait && !rejected && !otherRetries;
    }

    /** Whether the longest pause that may follow so many requests ends in time. */
    private boolean mayWait(Delivery delivery, long tookMillis) {
        long pause = Math.min(5_000, RETRY_DELAY << Math.min(8, delivery.requests() + delivery.reads()));
        return pause < plan.conditions().totalTimeout() - tookMillis;
    }

    void triedOut(Delivery dryRun) {
        withoutEffect.put(dryRun, 0L);
    }

    private void success(Delivery delivery, Message message) {
        Document document = delivery.document();
        if (!purse.payment(document.payment()).equals(message.getHeader(PurseConstants.PAYMENT_ID))) {
            violated(delivery + " reports payment " + message.getHeader(PurseConstants.PAYMENT_ID));
        }
        if (document.operation() == PurseOperation.reversePayment) {
            reversed(delivery);
            return;
        }
        String id = message.getHeader(PurseConstants.OPERATION_ID, String.class);
        String status = message.getHeader(PurseConstants.OPERATION_STATUS, String.class);
        String key = message.getHeader(PurseConstants.IDEMPOTENCY_KEY_USED, String.class);
        reportedOperation(delivery, id, status, key);
        if (FAILED.contains(status)) {
            violated(delivery + " is a success with status " + status);
        }
    }

    /** A part is reversed to the minor unit, and of the whole nothing is left, unless something has failed since. */
    private void reversed(Delivery delivery) {
        Document document = delivery.document();
        executions(document)
                .filter(execution -> !isAboveMaximum(document) && !document.becomesWhole())
                .filter(execution -> FAILED.contains(execution.outcome().first().name()))
                .forEach(failed -> violated(delivery + " is a success, though this has failed: " + failed));
        if (document.amount() != null) {
            long reversed = executions(document).mapToLong(Execution::amount).sum();
            boolean isExact = document.becomesWhole() ? reversed >= document.amount() : reversed == document.amount();
            if (!isExact) {
                violated(delivery + " is a success, and has reversed " + reversed + ": " + purse.executions());
            }
        } else if (delivery.seenNanos() < 0) {
            violated(delivery + " is a success, and was not shown that the payment is authorized");
        } else if (executions(document).map(this::currentStatus).noneMatch(FAILED::contains)
                && purse.changedNanos(purse.payment(document.payment())) <= delivery.seenNanos()) {
            if (plan.conditions().maxReadLagMillis() == 0) {
                purse.executions().stream()
                        .filter(execution -> execution.paymentId().equals(purse.payment(document.payment())))
                        .filter(execution -> !purse.mayBeOf(document, execution))
                        .filter(execution -> OPEN.contains(currentStatus(execution)))
                        .forEach(execution ->
                                violated(delivery + " is a success, though this was not settled: " + execution));
            }
            JsonNode amounts = purse.current(purse.payment(document.payment())).path("amounts");
            if (amounts.path("available_to_void").asLong()
                            + amounts.path("available_to_refund").asLong()
                    > 0) {
                violated(delivery + " is a success, and something is left: " + amounts);
            }
        }
    }

    private long reversedAmount(Document document) {
        return executions(document)
                .filter(execution -> !"FAILURE".equals(currentStatus(execution)))
                .mapToLong(Execution::amount)
                .sum();
    }

    private void operationFailed(Delivery delivery, PurseOperationFailedException failed) {
        reportedOperation(delivery, failed.getOperationId(), failed.getOperationStatus(), failed.getIdempotencyKey());
    }

    /** A reversal has two keys, and a cache may show the operation of one in response to the other. */
    private boolean isKeyOf(Document document, Execution executed, String key) {
        return executed.key().equals(key)
                || document.operation() == PurseOperation.reversePayment
                        && purse.keys(document).contains(key);
    }

    private void reportedOperation(Delivery delivery, String id, String status, String key) {
        Document document = delivery.document();
        Execution execution = executions(document)
                .filter(executed -> executed.id().equals(id))
                .filter(executed -> executed.key() != null && isKeyOf(document, executed, key))
                .filter(executed -> deliveriesOf(document).contains(executed.delivery()))
                .findFirst()
                .orElse(null);
        if (execution == null) {
            violated(delivery + " reports operation " + id + ", which is not the document's: " + purse.executions());
            return;
        }
        if (!isAsRequested(execution, document)) {
            violated(delivery + " reports another operation or amount than was requested: " + execution);
        }
        if (!status.equals(execution.outcome().first().name()) && !status.equals(currentStatus(execution))) {
            violated(delivery + " reports the status " + status + ", which the operation never had");
        }
        followed(delivery, execution, status);
    }

    /** What is under way is read again for as long as was asked for, and what was read is reported. */
    private void followed(Delivery delivery, Execution execution, String status) {
        if (execution.outcome().settled() == null) {
            return;
        }
        Conditions conditions = plan.conditions();
        long known = Math.max(delivery.begunMillis(), execution.nanos() / 1_000_000);
        long end = delivery.endNanos() / 1_000_000;
        if (status.equals("PENDING") && end < known + conditions.completionTimeout()) {
            violated(delivery + " did not wait for what is PENDING: it took " + (end - known) + " ms");
        }
        if (status.equals("UNCERTAIN") && delivery.reads() < READS_OF_UNCERTAIN && !delivery.isTroubled()) {
            violated(delivery + " reports UNCERTAIN after " + delivery.reads() + " reads");
        }
        if (OPEN.contains(status) && conditions.maxReadLagMillis() == 0 && delivery.seen() != null) {
            String shown = status(json(delivery.seen()), execution);
            if (!shown.isEmpty() && !OPEN.contains(shown)) {
                violated(delivery + " reports the status " + status + ", and was shown " + shown);
            }
        }
    }

    private static JsonNode json(byte[] payment) {
        try {
            return JSON.readTree(payment);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void notExecuted(Delivery delivery, PurseException failure) {
        boolean reversal = delivery.document().operation() == PurseOperation.reversePayment;
        withoutEffect.put(delivery, reversal ? namedPart(failure) : 0);
    }

    /** What a reversal has executed before it failed: its void, or all but what is left over at its end. */
    private static long namedPart(PurseException failure) {
        Matcher part = PART.matcher(failure.getMessage());
        return part.find() ? Long.parseLong(part.group(1) == null ? part.group(2) : part.group(1)) : 0;
    }

    private void rejected(Delivery delivery, PurseException failure) {
        notExecuted(delivery, failure);
        if (failure instanceof PurseAuthenticationException) {
            return;
        }
        long knownNanos = delivery.knownNanos() < 0 ? delivery.endNanos() : delivery.knownNanos();
        if (delivery.document().operation() == PurseOperation.reversePayment) {
            reversalRejected(delivery, failure, knownNanos);
            return;
        }
        if (failure instanceof PurseIdempotencyKeyReusedException
                && delivery.document().key() == KeySource.REFERENCE
                && !wasExecutedWithOtherAmount(delivery.document())) {
            violated(delivery + " is rejected for a key that is only its document's: " + failure);
        }
        boolean nothingLeft = failure.getMessage().contains("has nothing left for it");
        if (isAboveMaximum(delivery.document()) && (delivery.requests() == 0 || nothingLeft)) {
            return;
        }
        boolean executed = executions(delivery.document())
                .filter(execution -> isAsRequested(execution, delivery.document()))
                // The key that the route sets may be another document's.
                .filter(execution -> delivery.document().header() == null
                        || deliveriesOf(delivery.document()).contains(execution.delivery()))
                .anyMatch(execution -> execution.nanos() < knownNanos);
        if (executed) {
            violated(delivery + " is rejected, though the document was executed: " + failure);
        }
    }

    /** As it was before it was corrected, or as it is corrected since. */
    private boolean wasExecutedWithOtherAmount(Document document) {
        return plan.documents().get(document.number()).correction() != null
                && executions(document).anyMatch(execution -> !isAsRequested(execution, document));
    }

    private void reversalRejected(Delivery delivery, PurseException failure, long knownNanos) {
        Document document = delivery.document();
        boolean sameAmount = plan.documents().get(document.number()).correction() == null;
        boolean unused = executions(document).findAny().isEmpty();
        if (failure instanceof PurseIdempotencyKeyReusedException
                && document.amount() != null
                && (sameAmount || unused)
                && !somethingIsOpenBehindItsVoid(delivery)) {
            violated(delivery + " is rejected for a key that is only its document's: " + failure);
        }
        readAgain(delivery, failure);
        long reversed = executions(document)
                .filter(execution -> !execution.mayHaveFailed())
                .filter(execution -> execution.nanos() < knownNanos)
                .mapToLong(Execution::amount)
                .sum();
        // What shows that its refund followed its void may lag behind, or be changed.
        boolean refundIsHidden = failure instanceof PurseIdempotencyKeyReusedException
                && (plan.conditions().maxReadLagMillis() > 0
                        || plan.conditions().changesReferences());
        if (document.amount() != null && reversed == document.amount() && !refundIsHidden) {
            violated(delivery + " is rejected, though the part was reversed: " + failure);
        }
    }

    /** Then its void may as well have been all of another amount, as far as the payment shows it. */
    private boolean somethingIsOpenBehindItsVoid(Delivery delivery) {
        if (delivery.seen() == null) {
            return false;
        }
        JsonNode shown = json(delivery.seen());
        Set<String> ids = executions(delivery.document())
                .filter(execution -> execution.amount() < delivery.document().amount())
                .map(Execution::id)
                .collect(Collectors.toSet());
        String voided = operations(shown, "voids")
                .filter(operation -> ids.contains(operation.path("id").asText()))
                .map(operation -> operation.path("created_at").asText())
                .findFirst()
                .orElse(null);
        return voided != null
                && (shown.path("amounts").path("available_to_void").asLong() > 0
                        || Stream.of("captures", "voids")
                                .flatMap(list -> operations(shown, list))
                                .anyMatch(later ->
                                        later.path("created_at").asText().compareTo(voided) > 0));
    }

    private static Stream<JsonNode> operations(JsonNode payment, String list) {
        return StreamSupport.stream(payment.path(list).spliterator(), false);
    }

    /** What the payment allows may have changed since it was read: it is read again before the document is rejected. */
    private void readAgain(Delivery delivery, PurseException failure) {
        boolean byPurse = failure.getHttpStatus() >= 400 && !(failure instanceof PurseIdempotencyKeyReusedException);
        boolean mayRead = plan.conditions().maxRetries() > 0 && !delivery.isTroubled();
        boolean isPart = delivery.document().amount() != null;
        if (byPurse && mayRead && (!isPart || namedPart(failure) == 0) && delivery.reads() < 2) {
            violated(delivery + " is rejected, and the payment was not read again: " + failure);
        }
    }

    /** Nothing is requested that would show whether the document was executed before. */
    private boolean isAboveMaximum(Document document) {
        JsonNode payment = purse.current(purse.payment(document.payment()));
        return document.amount() == null
                && !plan.conditions().have(Weakness.MAXIMUM_TOO_LOW)
                && payment.path("amount").asLong() > plan.conditions().maxAmount();
    }

    private static boolean isAsRequested(Execution execution, Document document) {
        if (document.operation() == PurseOperation.reversePayment) {
            return execution.operation() != PurseOperation.capturePayment
                    && (document.amount() == null || execution.amount() <= document.amount());
        }
        return execution.operation() == document.operation()
                && (document.amount() == null || document.amount() == execution.amount());
    }

    /** What holds once everything has come to its end. */
    void atTheEnd(List<Document> documents) {
        for (Document document : documents) {
            Map<String, Integer> byKey = new HashMap<>();
            executions(document).forEach(execution -> byKey.merge(execution.key(), 1, Integer::sum));
            byKey.forEach((key, times) -> {
                if (times > 1) {
                    violated(document + " was executed " + times + " times: " + purse.executions());
                }
            });
            if (document.key() != KeySource.EXCHANGE) {
                purse.executions().stream()
                        .filter(execution -> deliveriesOf(document).contains(execution.delivery()))
                        .filter(execution -> !purse.mayBeOf(document, execution))
                        .forEach(execution -> violated(document + " was executed under another key: " + execution));
            } else if (byKey.size() > 1) {
                violated(document + " was executed under " + byKey.size() + " keys: " + purse.executions());
            }
            if (document.operation() == PurseOperation.reversePayment) {
                executions(document)
                        .filter(execution ->
                                execution.key().equals(document.keyOfReversalsRefund(execution.paymentId())))
                        .filter(execution -> execution.operation() != PurseOperation.refundPayment)
                        .forEach(execution -> violated(document + " has its refund's key: " + execution));
            }
            boolean isPart = document.amount() != null && !document.becomesWhole();
            if (document.operation() == PurseOperation.reversePayment && isPart) {
                long reversed = reversedAmount(document);
                if (reversed > document.amount()) {
                    violated(document + " has reversed " + reversed + ": " + purse.executions());
                }
            }
        }
        withoutEffect.forEach((delivery, part) -> {
            List<Execution> executed = purse.executions().stream()
                    .filter(execution -> execution.delivery() == delivery.number())
                    .toList();
            boolean later = executed.stream().anyMatch(execution -> execution.nanos() > delivery.endNanos());
            if (later || executed.stream().mapToLong(Execution::amount).sum() > part) {
                violated(delivery + " was reported to have executed " + (part == 0 ? "nothing" : part)
                        + ", and executed " + executed);
            }
        });
        if (purse.largestRequest() > plan.conditions().maxAmount()) {
            violated(purse.largestRequest() + " was requested, which is above maxAmount");
        }
        violations.addAll(purse.faults());
    }

    /** Under a key of the document; under a random key, by a delivery of it. */
    private Stream<Execution> executions(Document document) {
        String paymentId = purse.payment(document.payment());
        List<String> keys = purse.keys(document);
        return purse.executions().stream()
                .filter(execution ->
                        execution.key() != null && execution.paymentId().equals(paymentId))
                .filter(execution -> keys.isEmpty()
                        ? deliveriesOf(document).contains(execution.delivery())
                        : keys.contains(execution.key()));
    }

    private final Map<Integer, List<Integer>> deliveries = new HashMap<>();

    void delivered(Delivery delivery) {
        deliveries
                .computeIfAbsent(delivery.document().number(), document -> new ArrayList<>())
                .add(delivery.number());
    }

    private List<Integer> deliveriesOf(Document document) {
        return deliveries.getOrDefault(document.number(), List.of());
    }

    private String currentStatus(Execution execution) {
        return status(purse.current(execution.paymentId()), execution);
    }

    private static String status(JsonNode payment, Execution execution) {
        return Stream.of("captures", "refunds", "voids")
                .flatMap(list -> operations(payment, list))
                .filter(operation -> operation.path("id").asText().equals(execution.id()))
                .map(operation -> operation.path("status").asText())
                .findFirst()
                .orElse("");
    }
}
