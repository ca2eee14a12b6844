package io.camelpurse.simulation;

import io.camelpurse.PurseOperation;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Outcome;
import io.camelpurse.simulation.Conditions.Notifications;
import io.camelpurse.simulation.Conditions.Weakness;
import io.camelpurse.simulation.Document.KeySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes a plan of a seed, and the same plan of the same seed. */
final class PlanGenerator {

    /** No fault and no crash begins after this time, in milliseconds: from then on everything has to end. */
    static final long TROUBLE_ENDS = 60_000;

    private static final long PAUSE_AFTER_EARLIER_OPERATION = 8_000;
    private static final int REQUESTS_WITH_FAULTS = 120;
    private static final int EXECUTIONS_WITH_OUTCOMES = 12;
    private static final Fault[] FAULTS = weighted();
    private static final List<PurseOperation> AMONG_REVERSALS = List.of(
            PurseOperation.refundPayment,
            PurseOperation.voidPayment,
            PurseOperation.refundPayment,
            PurseOperation.voidPayment,
            PurseOperation.capturePayment);

    private final SplittableRandom random;
    private final long seed;
    private final Set<Weakness> weaknesses;

    PlanGenerator(long seed) {
        this(seed, Set.of());
    }

    /** @param weaknesses what the plan contains beyond what the protocol can make up for */
    PlanGenerator(long seed, Set<Weakness> weaknesses) {
        this.seed = seed;
        this.weaknesses = weaknesses;
        this.random = new SplittableRandom(seed);
    }

    Plan plan() {
        Conditions conditions = conditions();
        int instances = 1 + random.nextInt(3);
        List<Long> payments = random.nextInt(3) == 0 ? List.of(amount(), amount()) : List.of(amount());
        List<Document> documents = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            boolean twin = number > 0 && mayHaveTwin(documents.get(0)) && random.nextInt(6) == 0;
            Document document = twin
                    ? twin(number, documents.get(0), documents)
                    : document(number, conditions, payments, documents);
            documents.add(document);
            deliver(document, instances, steps);
        }
        disturb(conditions, instances, payments, steps);
        boolean hasEarlierOperation = random.nextInt(4) == 0 && conditions.showsDate();
        if (hasEarlierOperation || weaknesses.contains(Weakness.DATE_MISSING)) {
            steps = afterAnEarlierOperation(documents.get(0), conditions, steps);
        }
        if (weaknesses.contains(Weakness.REFERENCE_SHARED)) {
            share(documents.get(0), steps);
        }
        Map<Integer, Fault> faults = faults();
        Map<Integer, Outcome> outcomes = outcomes();
        List<Step> amongReversals = amongReversals(documents, payments, steps);
        steps.addAll(amongReversals);
        if (!amongReversals.isEmpty() && random.nextBoolean()) {
            outcomes.put(1 + random.nextInt(EXECUTIONS_WITH_OUTCOMES / 2), outcome());
        }
        return new Plan(seed, conditions, instances, payments, documents, steps, faults, outcomes);
    }

    /** Another system changes what there is to reverse, between the requests of a reversal. */
    private List<Step> amongReversals(List<Document> documents, List<Long> payments, List<Step> steps) {
        List<Step> among = new ArrayList<>();
        for (Step step : steps) {
            if (!(step instanceof Step.Delivery delivery)) {
                continue;
            }
            Document document = documents.get(delivery.document());
            if (document.operation() == PurseOperation.reversePayment && random.nextBoolean()) {
                for (int more = random.nextInt(4); more >= 0; more--) {
                    PurseOperation operation = AMONG_REVERSALS.get(random.nextInt(AMONG_REVERSALS.size()));
                    long amount = 1 + random.nextLong(1 + payments.get(document.payment()) / 4);
                    among.add(new Step.ForeignOperation(
                            delivery.at() + random.nextLong(80), document.payment(), operation, amount, null));
                }
            }
        }
        return among;
    }

    private Conditions conditions() {
        long totalTimeout = oneOf(60_000, 20_000, 5_000, 1_500);
        return new Conditions(
                oneOf(0, 0, 0, 300, 2_000, 5_000),
                (int) oneOf(3600, 3600, 60, 8),
                oneOf(0, 0, 150, -150, 5_000, -5_000, 90_000),
                random.nextInt(3) > 0 && !weaknesses.contains(Weakness.DATE_MISSING),
                (int) oneOf(3, 3, 0, 1, 6),
                totalTimeout,
                oneOf(30_000, 10_000, 1_000),
                oneOf(0, 0, 3_000),
                random.nextInt(4) == 0,
                random.nextInt(10) == 0 || weaknesses.contains(Weakness.REFERENCE_CHANGED),
                oneOf(0, 0, 0, 0, 400, -400, 10_000),
                random.nextInt(6) == 0 || weaknesses.contains(Weakness.MAXIMUM_TOO_LOW) ? amount() : Long.MAX_VALUE,
                notifications(),
                weaknesses);
    }

    private Notifications notifications() {
        return switch (random.nextInt(5)) {
            case 0 -> Notifications.RECEIVED;
            case 1 -> Notifications.FETCHED;
            default -> Notifications.NONE;
        };
    }

    private Document document(int number, Conditions conditions, List<Long> payments, List<Document> others) {
        int payment = random.nextInt(payments.size());
        long authorized = payments.get(payment);
        PurseOperation operation =
                switch (number == 0 ? random.nextInt(6) : random.nextInt(12)) {
                    case 0, 1, 2, 3, 6 -> PurseOperation.capturePayment;
                    case 4, 7 -> PurseOperation.voidPayment;
                    case 8, 9, 10 -> PurseOperation.refundPayment;
                    default -> PurseOperation.reversePayment;
                };
        if (weaknesses.contains(Weakness.PART_CHANGED)) {
            operation = PurseOperation.reversePayment;
        }
        KeySource key =
                switch (random.nextInt(8)) {
                    case 0, 2 -> KeySource.HEADER;
                    case 1 -> operation == PurseOperation.reversePayment ? KeySource.REFERENCE : KeySource.EXCHANGE;
                    default -> KeySource.REFERENCE;
                };
        boolean indistinguishable = conditions.changesReferences() && !weaknesses.contains(Weakness.REFERENCE_CHANGED);
        if (indistinguishable && key == KeySource.HEADER) {
            // Under a key of the route's own, the reference distinguishes the document from others.
            key = KeySource.REFERENCE;
        }
        // Where maxAmount does not allow to ask for the key, the reference decides.
        boolean recognizable = !conditions.changesReferences()
                || conditions.maxAmount() == Long.MAX_VALUE
                || weaknesses.contains(Weakness.MAXIMUM_TOO_LOW);
        boolean available = random.nextInt(weaknesses.contains(Weakness.MAXIMUM_TOO_LOW) ? 2 : 4) == 0 && recognizable;
        Long amount = available ? null : Long.valueOf(1 + random.nextLong(authorized));
        // Now and then a route sets one key for two documents.
        boolean sharesKey = random.nextInt(3) == 0 && operation != PurseOperation.reversePayment;
        return new Document(
                number,
                payment,
                operation,
                amount,
                correction(operation, amount, key),
                key,
                referenceNumber(payment, operation, others),
                sharesKey ? 0 : number);
    }

    private static boolean mayHaveTwin(Document document) {
        return document.key() == KeySource.HEADER && document.operation() != PurseOperation.reversePayment;
    }

    /** By mistake, the route sets the key of another document for one that differs in its reference only. */
    private static Document twin(int number, Document original, List<Document> others) {
        return new Document(
                number,
                original.payment(),
                original.operation(),
                original.amount(),
                null,
                KeySource.HEADER,
                referenceNumber(original.payment(), original.operation(), others),
                original.keyNumber());
    }

    private Long correction(PurseOperation operation, Long amount, KeySource key) {
        boolean isPart = operation == PurseOperation.reversePayment && amount != null;
        if (isPart && weaknesses.contains(Weakness.PART_CHANGED)) {
            return amount + 1 + random.nextLong(amount);
        }
        if (isPart && random.nextInt(3) == 0) {
            return Document.THE_WHOLE;
        }
        boolean isCorrected = amount != null && amount > 1 && key != KeySource.EXCHANGE && random.nextInt(4) == 0;
        return isCorrected ? Long.valueOf(1 + random.nextLong(amount - 1)) : null;
    }

    /** One reference serves for all that it can: what an invoice captures on two payments, and refunds. */
    private static int referenceNumber(int payment, PurseOperation operation, List<Document> others) {
        Set<Integer> taken = others.stream()
                .filter(other -> other.payment() == payment)
                .filter(other -> other.operation() == operation
                        || other.operation() == PurseOperation.reversePayment
                        || operation == PurseOperation.reversePayment)
                .map(Document::referenceNumber)
                .collect(Collectors.toSet());
        int number = 0;
        while (taken.contains(number)) {
            number++;
        }
        return number;
    }

    /** Once, or several times to several instances, shortly after each other or much later. */
    private void deliver(Document document, int instances, List<Step> steps) {
        long first = document.number() * (random.nextBoolean() ? 0L : random.nextLong(8_000)) + random.nextLong(50);
        steps.add(new Step.Delivery(first, document.number(), random.nextInt(instances)));
        if (random.nextInt(20) == 0) {
            steps.add(new Step.DryRun(random.nextLong(first + 1), document.number(), random.nextInt(instances)));
        }
        if (document.key() == KeySource.EXCHANGE) {
            return;
        }
        int more = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < more; i++) {
            long after = random.nextInt(4) == 0 ? random.nextLong(40_000) : random.nextLong(400);
            steps.add(new Step.Delivery(first + after, document.number(), random.nextInt(instances)));
        }
    }

    private void disturb(Conditions conditions, int instances, List<Long> payments, List<Step> steps) {
        for (int crashes = severalOrNone(3); crashes > 0; crashes--) {
            steps.add(new Step.Crash(anyTime(), random.nextInt(instances)));
        }
        if (random.nextInt(8) == 0) {
            // A claim of two instances holds as long as their clocks differ by less than its time.
            long jump = conditions.notifications() == Notifications.NONE
                    ? oneOf(-3_600_000, -2_000, 2_000, 3_600_000)
                    : oneOf(-2_000, 2_000);
            steps.add(new Step.ClockJump(random.nextLong(5_000), random.nextInt(instances), jump));
        }
        if (random.nextInt(10) == 0) {
            steps.add(new Step.PurseClockJump(
                    random.nextLong(5_000), oneOf(-5_000, -2_000, -300, 300, 2_000, 3_600_000)));
        }
        for (int revocations = severalOrNone(8); revocations > 0; revocations--) {
            steps.add(new Step.TokenRevocation(anyTime()));
        }
        for (int payment = 0; payment < payments.size(); payment++) {
            if (random.nextInt(3) == 0) {
                long captured = 1 + random.nextLong(payments.get(payment));
                steps.add(new Step.ForeignOperation(0, payment, PurseOperation.capturePayment, captured, null));
            }
        }
        if (random.nextInt(3) == 0) {
            int payment = random.nextInt(payments.size());
            PurseOperation operation =
                    switch (random.nextInt(3)) {
                        case 0 -> PurseOperation.capturePayment;
                        case 1 -> PurseOperation.voidPayment;
                        default -> PurseOperation.refundPayment;
                    };
            steps.add(new Step.ForeignOperation(
                    random.nextLong(3_000), payment, operation, 1 + random.nextLong(payments.get(payment)), null));
        }
    }

    /**
     * Another system has executed the same under the same reference, before anything is delivered; by the time of its
     * operation, which needs the server's clock, and by its key it is none of the document's.
     */
    private List<Step> afterAnEarlierOperation(Document document, Conditions conditions, List<Step> steps) {
        boolean referenceDecides = document.amount() == null
                && conditions.maxAmount() < Long.MAX_VALUE
                && !weaknesses.contains(Weakness.MAXIMUM_TOO_LOW);
        if (referenceDecides
                || document.key() == KeySource.EXCHANGE
                || document.operation() == PurseOperation.reversePayment) {
            return steps;
        }
        long amount = document.amount() != null ? document.amount() : 1 + random.nextLong(10_000);
        List<Step> later = new ArrayList<>();
        later.add(new Step.ForeignOperation(0, document.payment(), document.operation(), amount, document.reference()));
        steps.forEach(step -> later.add(step.later(PAUSE_AFTER_EARLIER_OPERATION)));
        return later;
    }

    private int severalOrNone(int oneIn) {
        return random.nextInt(oneIn) == 0 ? 1 + random.nextInt(3) : 0;
    }

    /** While most calls begin, or later. */
    private long anyTime() {
        return random.nextLong(random.nextBoolean() ? 3_000 : TROUBLE_ENDS);
    }

    private void share(Document document, List<Step> steps) {
        if (document.amount() != null && document.operation() != PurseOperation.reversePayment) {
            steps.add(new Step.ForeignOperation(
                    random.nextLong(100),
                    document.payment(),
                    document.operation(),
                    document.amount(),
                    document.reference()));
        }
    }

    private Map<Integer, Fault> faults() {
        int percent = (int) oneOf(0, 10, 20, 40, 60);
        Map<Integer, Fault> faults = new HashMap<>();
        for (int number = 1; number <= REQUESTS_WITH_FAULTS; number++) {
            if (random.nextInt(100) < percent) {
                faults.put(number, fault());
            }
        }
        return faults;
    }

    private Fault fault() {
        if (weaknesses.contains(Weakness.REJECTED_REQUEST_REPEATED) && random.nextBoolean()) {
            return Fault.DUPLICATED_LATER;
        }
        if (weaknesses.contains(Weakness.DATE_MISSING) && random.nextBoolean()) {
            return Fault.BODY_OF_BEFORE;
        }
        return FAULTS[random.nextInt(FAULTS.length)];
    }

    private Map<Integer, Outcome> outcomes() {
        Map<Integer, Outcome> outcomes = new HashMap<>();
        for (int number = 1; number <= EXECUTIONS_WITH_OUTCOMES; number++) {
            if (random.nextInt(4) == 0) {
                outcomes.put(number, outcome());
            }
        }
        return outcomes;
    }

    private Outcome outcome() {
        OperationStatus later = random.nextInt(3) == 0 ? OperationStatus.FAILURE : OperationStatus.SUCCESS;
        Duration after =
                Duration.ofMillis(random.nextInt(3) == 0 ? 5 + random.nextLong(300) : 200 + random.nextLong(20_000));
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Outcome(OperationStatus.PENDING, later, after, false);
            case 2 -> new Outcome(OperationStatus.UNCERTAIN, later, after, random.nextBoolean());
            case 3 -> Outcome.of(OperationStatus.CONFLICT);
            case 4 -> new Outcome(OperationStatus.PENDING, OperationStatus.CONFLICT, after, true);
            default -> Outcome.of(OperationStatus.FAILURE);
        };
    }

    private long amount() {
        return 1 + random.nextLong(20_000);
    }

    private long oneOf(long... values) {
        return values[random.nextInt(values.length)];
    }

    private static Fault[] weighted() {
        List<Fault> faults = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (int i = 0; i < fault.weight(); i++) {
                faults.add(fault);
            }
        }
        return faults.toArray(Fault[]::new);
    }
}
