package io.camelpurse.sandbox.state;

import java.time.Instant;

/** Payment links: create, read, open, cancel, expire. */
final class Links {
    private final Store store;
    private final Sessions sessions;

    Links(Store store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    Call prepareCreation(Request request) {
        Fields fields = Fields.of(request.body());
        PaymentDetails details = PaymentDetails.read(fields, true, true);
        Instant asked = fields.dateTime("expires_at");
        if (asked != null && !asked.isAfter(store.now())) {
            fields.reject("expires_at", "expires_at must be in the future");
        }
        fields.throwErrors();
        store.checkEntity(details, request.entityId());
        store.checkOrderAmount(details);
        String id = store.ids.next(Ids.Kind.LINK);
        return store.keyed(request, "/v2/payment-links", id, outcome -> {
            Instant end = asked == null ? store.now().plus(store.settings.linkLifetime()) : asked;
            PaymentLink link = new PaymentLink(id, details, end);
            store.add(link);
            store.schedule.at(end, () -> expire(link));
            return store.json(link);
        });
    }

    Call prepareCancellation(Request request) {
        PaymentLink link = store.link(request.id(), request.entityId());
        return outcome -> {
            if (!link.isActive()) {
                throw Problem.of(
                        400,
                        "status-conflict",
                        "Bad request – Payment link cannot be cancelled",
                        "The link is " + link.status());
            }
            become(link, PaymentLink.CANCELLED);
            link.sessions().forEach(session -> sessions.end(session, ClientSession.Status.ABORTED_BY_MERCHANT));
            return store.json(link);
        };
    }

    /** A shopper opens the page. */
    void open(PaymentLink link) {
        if (link.status().equals(PaymentLink.CREATED)) {
            become(link, PaymentLink.OPENED);
        }
    }

    ClientSession startAttempt(PaymentLink link) {
        if (!link.isActive()) {
            throw Problem.of(409, "status-conflict", "Payment link cannot be paid", "The link is " + link.status());
        }
        open(link);
        ClientSession session = sessions.open(store.ids.next(Ids.Kind.SESSION), link.details(), true, link.id());
        link.sessions().add(session);
        return session;
    }

    private void expire(PaymentLink link) {
        if (link.isActive()) {
            become(link, PaymentLink.EXPIRED);
        }
    }

    private void become(PaymentLink link, String status) {
        link.become(status);
        store.announce(link);
    }
}
