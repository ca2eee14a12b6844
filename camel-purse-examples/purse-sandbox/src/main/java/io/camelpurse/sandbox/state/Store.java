package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the ledger holds, and what every part of them needs. */
final class Store {
    final Settings settings;
    final Clock clock;
    final Ids ids;
    final Schedule schedule;
    final IdempotencyKeyStore keys = new IdempotencyKeyStore();

    private final Supplier<String> baseUrl;
    private final Consumer<Notification> notifications;
    private final Map<String, ClientSession> sessions = new LinkedHashMap<>();
    private final Map<String, PaymentLink> links = new LinkedHashMap<>();
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, List<Payment>> paymentsByOrder = new LinkedHashMap<>();

    Store(
            Settings settings,
            Clock clock,
            Ids ids,
            Schedule schedule,
            Supplier<String> baseUrl,
            Consumer<Notification> notifications) {
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
        this.schedule = schedule;
        this.baseUrl = baseUrl;
        this.notifications = notifications;
    }

    Instant now() {
        return clock.instant();
    }

    void add(ClientSession session) {
        sessions.put(session.id(), session);
    }

    void add(PaymentLink link) {
        links.put(link.id(), link);
    }

    void add(Payment payment) {
        payments.put(payment.id(), payment);
        if (payment.details().orderReference() != null) {
            paymentsByOrder
                    .computeIfAbsent(payment.details().orderReference(), key -> new ArrayList<>())
                    .add(payment);
        }
    }

    List<ClientSession> sessions() {
        return new ArrayList<>(sessions.values());
    }

    List<PaymentLink> links() {
        return new ArrayList<>(links.values());
    }

    int paymentCount() {
        return payments.size();
    }

    List<Payment> payments() {
        return new ArrayList<>(payments.values());
    }

    /** The references of all orders that have a payment. */
    List<String> orders() {
        return List.copyOf(paymentsByOrder.keySet());
    }

    List<Payment> ofOrder(String reference) {
        return paymentsByOrder.getOrDefault(reference, List.of());
    }

    /** The thing or {@code null}. */
    ClientSession findSession(String id) {
        return sessions.get(id);
    }

    PaymentLink findLink(String id) {
        return links.get(id);
    }

    Payment findPayment(String id) {
        return payments.get(id);
    }

    /** The thing, if it exists and belongs to the entity; {@code null} means any entity. */
    ClientSession session(String id, String entityId) {
        ClientSession session = found(sessions.get(id), "Client session");
        checkEntity(session.details(), entityId);
        return session;
    }

    PaymentLink link(String id, String entityId) {
        PaymentLink link = found(links.get(id), "Payment link");
        checkEntity(link.details(), entityId);
        return link;
    }

    Payment payment(String id, String entityId) {
        Payment payment = found(payments.get(id), "Payment");
        checkEntity(payment.details(), entityId);
        return payment;
    }

    void checkEntity(PaymentDetails details, String entityId) {
        if (entityId != null && !entityId.equals(details.entityId())) {
            throw Problem.foreignEntity();
        }
    }

    /** Rejects more than what is left to pay of the order. */
    void checkOrderAmount(PaymentDetails details) {
        if (!settings.orderAmountChecked() || details.orderNetAmount() == null) {
            return;
        }
        long paid = ofOrder(details.orderReference()).stream()
                .filter(payment -> payment.details().entityId().equals(details.entityId()))
                .mapToLong(payment -> payment.amounts().paid())
                .sum();
        if (details.amount() > details.orderNetAmount() - paid) {
            throw Problem.invalid(
                    "Amount must be less or equal to order net amount minus already paid net amount.", "/amount");
        }
    }

    /** Takes the key until the call is done; a rejected call gives it back. */
    Call keyed(Request request, String path, String resourceId, Call call) {
        if (request.key() == null) {
            return call;
        }
        keys.take(new IdempotencyKeyStore.Entry(
                request.entityId(), request.key(), request.operation(), path, resourceId, true, now(), 0));
        return outcome -> {
            try {
                ObjectNode response = call.execute(outcome);
                keys.finish(request.entityId(), request.key());
                return response;
            } catch (Problem problem) {
                keys.release(request.entityId(), request.key());
                throw problem;
            }
        };
    }

    ObjectNode json(ClientSession session) {
        return session.json(settings.solutions(), baseUrl.get());
    }

    ObjectNode json(PaymentLink link) {
        return link.json(baseUrl.get());
    }

    ObjectNode json(Payment payment) {
        return payment.json(baseUrl.get());
    }

    void announce(ClientSession session) {
        Webhook webhook = session.details().webhook();
        if (session.linkId() == null && webhook != null && webhook.wants("CLIENT_SESSION")) {
            notifications.accept(
                    new Notification("clientSession", session.id(), 0, "CLIENT_SESSION", webhook, json(session)));
        }
    }

    void announce(PaymentLink link) {
        Webhook webhook = link.details().webhook();
        if (webhook != null && webhook.wants("PAYMENT_LINK")) {
            notifications.accept(
                    new Notification("paymentLink", link.id(), link.version(), "PAYMENT_LINK", webhook, json(link)));
        }
    }

    void announce(Payment payment, String event) {
        Webhook webhook = payment.details().webhook();
        if (webhook != null && webhook.wants(event)) {
            notifications.accept(
                    new Notification("payment", payment.id(), payment.version(), event, webhook, json(payment)));
        }
    }

    void clear() {
        sessions.clear();
        links.clear();
        payments.clear();
        paymentsByOrder.clear();
        keys.clear();
        ids.restart();
    }

    private static <T> T found(T thing, String what) {
        if (thing == null) {
            throw Problem.notFound(what);
        }
        return thing;
    }
}
