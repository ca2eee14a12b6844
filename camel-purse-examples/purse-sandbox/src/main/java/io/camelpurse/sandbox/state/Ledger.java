package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The whole state: executes every operation of the API but those about tokens and signing keys. */
public final class Ledger {
    private final Store store;
    private final MoneyOperations operations;
    private final Payments payments;
    private final Sessions sessions;
    private final Links links;
    private final ShopperActions shopper;

    /**
     * Empty ledger.
     *
     * @param settings what the documentation leaves open
     * @param clock the time
     * @param ids maker of ids
     * @param schedule for what happens later
     * @param baseUrl scheme, host and port that absolute links start with
     * @param notifications who sends the webhooks
     */
    public Ledger(
            Settings settings,
            Clock clock,
            Ids ids,
            Schedule schedule,
            Supplier<String> baseUrl,
            Consumer<Notification> notifications) {
        store = new Store(settings, clock, ids, schedule, baseUrl, notifications);
        operations = new MoneyOperations(store);
        payments = new Payments(store, operations);
        sessions = new Sessions(store, payments);
        links = new Links(store, sessions);
        shopper = new ShopperActions(store, payments, sessions, links);
    }

    /**
     * Checks a request and takes its key.
     *
     * @param request the request
     * @return what executes it
     * @throws Problem if it is rejected
     */
    public Call prepare(Request request) {
        if (store.settings.creationKeys() && request.operation().startsWith("create")) {
            store.keys.rejectRepeated(request.entityId(), request.key());
        }
        Request asked = withoutUselessKey(request);
        return switch (asked.operation()) {
            case "createClientSession" -> sessions.prepareCreation(asked);
            case "abortClientSession" -> sessions.prepareAbort(asked);
            case "getClientSession" -> reading(store.json(store.session(asked.id(), asked.entityId())));
            case "createPayment" -> payments.prepareCreation(asked);
            case "getPayment" -> readPayment(asked);
            case "capturePayment" -> operations.prepare(asked, OperationKind.CAPTURE);
            case "refundPayment" -> operations.prepare(asked, OperationKind.REFUND);
            case "voidPayment" -> operations.prepare(asked, OperationKind.VOID);
            case "createPaymentLink" -> links.prepareCreation(asked);
            case "getPaymentLink" -> reading(store.json(store.link(asked.id(), asked.entityId())));
            case "cancelPaymentLink" -> links.prepareCancellation(asked);
            case "getEligibleSolutions" -> eligibleSolutions(asked);
            default -> throw new IllegalArgumentException("Unknown operation " + asked.operation());
        };
    }

    /**
     * What a shopper can do.
     *
     * @return the actions
     */
    public ShopperActions shopper() {
        return shopper;
    }

    /**
     * A payment as GET returns it, without asking partners.
     *
     * @param id its id
     * @return the payment
     * @throws Problem if there is none
     */
    public ObjectNode payment(String id) {
        return store.json(store.payment(id, null));
    }

    /**
     * A client session as GET returns it.
     *
     * @param id its id
     * @return the session
     * @throws Problem if there is none
     */
    public ObjectNode clientSession(String id) {
        return store.json(store.session(id, null));
    }

    /**
     * A payment link as GET returns it.
     *
     * @param id its id
     * @return the link
     * @throws Problem if there is none
     */
    public ObjectNode paymentLink(String id) {
        return store.json(store.link(id, null));
    }

    /**
     * All payments.
     *
     * @return in order of creation
     */
    public List<ObjectNode> payments() {
        return store.payments().stream().map(store::json).toList();
    }

    /**
     * How many payments there are.
     *
     * @return a count
     */
    public int paymentCount() {
        return store.paymentCount();
    }

    /**
     * All client sessions.
     *
     * @return in order of creation
     */
    public List<ObjectNode> clientSessions() {
        return store.sessions().stream().map(store::json).toList();
    }

    /**
     * All payment links.
     *
     * @return in order of creation
     */
    public List<ObjectNode> paymentLinks() {
        return store.links().stream().map(store::json).toList();
    }

    /**
     * All idempotency keys in use.
     *
     * @return in the order in which they were taken
     */
    public List<IdempotencyKeyStore.Entry> keys() {
        return store.keys.entries();
    }

    /**
     * Forgets idempotency keys, as a server does that keeps them for a limited time: the same key executes an operation
     * again. Keys of operations that are still running stay.
     *
     * @param time keys that were taken before are forgotten
     */
    public void forgetKeysTakenBefore(Instant time) {
        store.keys.forgetTakenBefore(time);
    }

    /**
     * Ends what is open on a payment: its pending or uncertain operations.
     *
     * @param paymentId the payment
     * @param operationId one of its operations, or {@code null} for all
     * @param status how they end
     * @throws Problem if there is no such payment or operation
     */
    public void settle(String paymentId, String operationId, OperationStatus status) {
        Payment payment = store.payment(paymentId, null);
        Optional<MoneyOperation> named = payment.operation(operationId);
        if (operationId != null && named.isEmpty()) {
            throw Problem.notFound("Operation");
        }
        List<MoneyOperation> all = named.map(List::of).orElseGet(payment::operations);
        all.forEach(operation -> operations.settle(payment, operation, status));
    }

    /**
     * What moved more than once, or does not add up, for an order.
     *
     * @param orderReference the order
     * @return one sentence for each fault; empty when everything is right
     */
    public List<String> faultsOfOrder(String orderReference) {
        return new OrderAudit(orderReference, store.ofOrder(orderReference)).faults();
    }

    /**
     * What moved more than once, or does not add up, for any order.
     *
     * @return one sentence for each fault; empty when everything is right
     */
    public List<String> faultsOfAllOrders() {
        return store.orders().stream()
                .flatMap(order -> faultsOfOrder(order).stream())
                .toList();
    }

    /** Forgets everything and starts the ids again. */
    public void clear() {
        store.clear();
    }

    private Request withoutUselessKey(Request request) {
        boolean keyed = request.operation().startsWith("create") && store.settings.creationKeys()
                || List.of("capturePayment", "refundPayment", "voidPayment").contains(request.operation());
        return keyed
                ? request
                : new Request(
                        request.operation(), request.entityId(), request.id(), request.body(), null, request.refresh());
    }

    private Call readPayment(Request request) {
        Payment payment = store.payment(request.id(), request.entityId());
        return outcome -> {
            if (request.refresh()) {
                payments.refresh(payment);
            }
            return store.json(payment);
        };
    }

    private Call eligibleSolutions(Request request) {
        Fields fields = Fields.of(request.body());
        PaymentDetails details = PaymentDetails.read(fields, false, true);
        fields.throwErrors();
        store.checkEntity(details, request.entityId());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("amount", details.amount()).put("currency", details.currency());
        store.settings.solutions().forEach(solution -> json.withArray("/eligible_solutions")
                .add(solution.json()));
        return reading(json);
    }

    private static Call reading(ObjectNode json) {
        return outcome -> json;
    }
}
