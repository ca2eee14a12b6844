package io.camelpurse.sandbox.state;

import io.camelpurse.sandbox.state.ClientSession.Status;
import java.util.List;

/** Client sessions: create, read, abort, expire. */
final class Sessions {
    private final Store store;
    private final Payments payments;

    Sessions(Store store, Payments payments) {
        this.store = store;
        this.payments = payments;
    }

    Call prepareCreation(Request request) {
        Fields fields = Fields.of(request.body());
        PaymentDetails details = PaymentDetails.read(fields, true, true);
        boolean hosted = "HOSTED_PAGE".equals(fields.oneOf("integration_mode", List.of("EMBEDDED", "HOSTED_PAGE")));
        fields.throwErrors();
        store.checkEntity(details, request.entityId());
        store.checkOrderAmount(details);
        String id = store.ids.next(Ids.Kind.SESSION);
        return store.keyed(request, "/v2/client-sessions", id, outcome -> store.json(open(id, details, hosted, null)));
    }

    Call prepareAbort(Request request) {
        ClientSession session = store.session(request.id(), request.entityId());
        Fields fields = Fields.of(request.body());
        fields.require("status");
        fields.oneOf("status", List.of(Status.ABORTED_BY_MERCHANT.name()));
        fields.throwErrors();
        return outcome -> {
            abort(session);
            return store.json(session);
        };
    }

    ClientSession open(String id, PaymentDetails details, boolean hosted, String linkId) {
        ClientSession session =
                new ClientSession(id, details, hosted, linkId, store.now().plus(store.settings.sessionLifetime()));
        store.add(session);
        store.schedule.at(session.expiresAt(), () -> end(session, Status.EXPIRED));
        return session;
    }

    /** Ends a session that nobody has submitted; does nothing to another one. */
    void end(ClientSession session, Status status) {
        if (session.status() == Status.CREATED) {
            session.end(status);
            store.announce(session);
        }
    }

    private void abort(ClientSession session) {
        Payment payment = session.paymentId() == null ? null : store.findPayment(session.paymentId());
        boolean waiting = payment != null && payment.authorizationStatus() == AuthorizationStatus.PENDING;
        boolean submitted = session.status() == Status.SUBMITTED;
        if (session.status() != Status.CREATED && !(submitted && waiting)) {
            throw Problem.of(
                    store.settings.abortConflictStatus(),
                    "status-conflict",
                    "Client Session status incompatible with abort request",
                    "The session is " + session.status());
        }
        session.end(Status.ABORTED_BY_MERCHANT);
        store.announce(session);
        if (waiting) {
            payments.authorizationBecomes(payment, AuthorizationStatus.ABORTED);
        }
    }
}
