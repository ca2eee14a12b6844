package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a shopper can do, on a payment link, a client session, or a payment that waits for the shopper. */
public final class ShopperActions {
    private final Store store;
    private final Payments payments;
    private final Sessions sessions;
    private final Links links;

    /**
     * What a shopper sees.
     *
     * @param entityId who is paid
     * @param amount in minor units
     * @param currency ISO 4217 code
     * @param orderReference the order, or {@code null}
     * @param status status of the link, the session or the authorization
     * @param payable whether there is something left to decide
     */
    public record Offer(
            String entityId, long amount, String currency, String orderReference, String status, boolean payable) {}

    ShopperActions(Store store, Payments payments, Sessions sessions, Links links) {
        this.store = store;
        this.payments = payments;
        this.sessions = sessions;
        this.links = links;
    }

    /**
     * Opens a link, session or payment; a link becomes OPENED.
     *
     * @param id its id
     * @return what the shopper sees, if there is such a thing
     */
    public Optional<Offer> open(String id) {
        PaymentLink link = store.findLink(id);
        if (link != null) {
            links.open(link);
            return Optional.of(offer(link.details(), link.status(), link.isActive()));
        }
        ClientSession session = store.findSession(id);
        if (session != null) {
            boolean payable = session.status() == ClientSession.Status.CREATED;
            return Optional.of(offer(session.details(), session.status().name(), payable));
        }
        return Optional.ofNullable(store.findPayment(id))
                .map(payment -> offer(
                        payment.details(),
                        payment.authorizationStatus().name(),
                        payment.authorizationStatus() == AuthorizationStatus.PENDING));
    }

    /**
     * Pays, or lets the partners end otherwise.
     *
     * @param id of a link, a session, or a pending payment
     * @param split who pays what; empty means one card
     * @param status what the partners say
     * @return id of the payment
     * @throws Problem if there is nothing to be paid
     */
    public String submit(String id, List<SplitPart> split, AuthorizationStatus status) {
        Payment pending = store.findPayment(id);
        if (pending != null) {
            payments.authorizationBecomes(pending, status);
            return id;
        }
        PaymentLink link = store.findLink(id);
        checkSplit((link == null ? store.session(id, null).details() : link.details()), split);
        ClientSession session = link == null ? store.session(id, null) : links.startAttempt(link);
        if (session.status() != ClientSession.Status.CREATED) {
            throw Problem.of(
                    409, "status-conflict", "Client session cannot be paid", "The session is " + session.status());
        }
        List<SplitPart> parts = split.isEmpty()
                ? List.of(new SplitPart(Solution.CARD, session.details().amount()))
                : split;
        return payments.open(store.ids.next(Ids.Kind.PAYMENT), session.details(), session, parts, status)
                .id();
    }

    /**
     * Gives up.
     *
     * @param id of a link, a session, or a pending payment
     * @throws Problem if there is no such thing
     */
    public void cancel(String id) {
        Payment payment = store.findPayment(id);
        PaymentLink link = store.findLink(id);
        if (payment != null) {
            payments.authorizationBecomes(payment, AuthorizationStatus.ABORTED);
        } else if (link != null) {
            sessions.end(links.startAttempt(link), ClientSession.Status.ABORTED_BY_CUSTOMER);
        } else {
            sessions.end(store.session(id, null), ClientSession.Status.ABORTED_BY_CUSTOMER);
        }
    }

    /**
     * The way back to the merchant after the latest thing that happened.
     *
     * @param id of a link, a session or a payment
     * @return address and claims
     * @throws Problem if there is no such thing
     */
    public Return wayBack(String id) {
        Payment payment = store.findPayment(id);
        PaymentLink link = store.findLink(id);
        ClientSession session;
        if (payment != null) {
            session = payment.session();
        } else if (link != null) {
            session = link.sessions().isEmpty()
                    ? null
                    : link.sessions().get(link.sessions().size() - 1);
        } else {
            session = store.session(id, null);
        }
        if (payment == null && session != null) {
            payment = store.findPayment(session.paymentId());
        }
        PaymentDetails details =
                link != null ? link.details() : session != null ? session.details() : payment.details();
        return new Return(
                details.shopperRedirectionUrl(),
                session == null ? null : session.id(),
                payment == null ? null : payment.id(),
                payment == null ? null : payment.authorizationStatus().name(),
                session == null ? null : session.status().name());
    }

    /**
     * Records an authorized payment that nobody asked for over the API.
     *
     * @param entityId whose payment
     * @param amount in minor units
     * @param currency ISO 4217 code
     * @param order the order
     * @param split who pays what; empty means one card
     * @return id of the payment
     */
    public String authorizedPayment(
            String entityId, long amount, String currency, ObjectNode order, List<SplitPart> split) {
        PaymentDetails details =
                new PaymentDetails(entityId, amount, currency, false, null, false, null, order, null, null);
        checkSplit(details, split);
        List<SplitPart> parts = split.isEmpty() ? List.of(new SplitPart(Solution.CARD, amount)) : split;
        return payments.open(store.ids.next(Ids.Kind.PAYMENT), details, null, parts, AuthorizationStatus.AUTHORIZED)
                .id();
    }

    private static Offer offer(PaymentDetails details, String status, boolean payable) {
        return new Offer(
                details.entityId(), details.amount(), details.currency(), details.orderReference(), status, payable);
    }

    private static void checkSplit(PaymentDetails details, List<SplitPart> split) {
        long sum = split.stream().mapToLong(SplitPart::amount).sum();
        if (!split.isEmpty() && sum != details.amount()) {
            throw Problem.invalid("The split makes " + sum + " but " + details.amount() + " is to be paid", "/split");
        }
    }
}
