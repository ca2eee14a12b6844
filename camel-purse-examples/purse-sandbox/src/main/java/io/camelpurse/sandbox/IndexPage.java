package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** What a developer opens first: everything in the sandbox, the latest on top. */
final class IndexPage {
    private static final int ROWS = 200;

    private final RunningSandbox sandbox;

    IndexPage(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    void show(HttpServerResponse response) {
        Html page = new Html("Purse sandbox");
        page.paragraph(
                "hint",
                "API at " + sandbox.baseUrl() + "/payment, tokens at " + sandbox.baseUrl() + "/oauth/token, control at "
                        + sandbox.baseUrl() + "/_sandbox. Time: " + sandbox.clock.instant());
        accounts(page);
        payments(page);
        links(page);
        sessions(page);
        webhooks(page);
        journal(page);
        keys(page);
        page.send(response, 200);
    }

    private void accounts(Html page) {
        page.element("h2", "Accounts")
                .table(
                        List.of("entity", "client id"),
                        rows(sandbox.accounts.all(), account -> List.of(account.entityId(), account.clientId())));
    }

    private void payments(Html page) {
        page.element("h2", "Payments")
                .table(
                        List.of("payment", "order", "amount", "status", "captured", "voided", "refunded"),
                        rows(
                                sandbox.ledger.payments(),
                                payment -> List.of(
                                        "/_sandbox/payments/" + text(payment, "/id"),
                                        text(payment, "/order_reference"),
                                        text(payment, "/amount") + " " + text(payment, "/currency"),
                                        text(payment, "/authorization/status"),
                                        text(payment, "/amounts/total_captured"),
                                        text(payment, "/amounts/total_voided"),
                                        text(payment, "/amounts/total_refunded"))));
    }

    private void links(Html page) {
        page.element("h2", "Payment links")
                .table(
                        List.of("page", "order", "amount", "status", "expires at"),
                        rows(
                                sandbox.ledger.paymentLinks(),
                                link -> List.of(
                                        "/payment-link/" + text(link, "/id"),
                                        text(link, "/order/reference"),
                                        text(link, "/amount") + " " + text(link, "/currency"),
                                        text(link, "/status"),
                                        text(link, "/expires_at"))));
    }

    private void sessions(Html page) {
        page.element("h2", "Client sessions")
                .table(
                        List.of("page", "order", "amount", "status", "expires at"),
                        rows(
                                sandbox.ledger.clientSessions(),
                                session -> List.of(
                                        "/entities/" + text(session, "/entity_id") + "/sessions/"
                                                + text(session, "/id"),
                                        text(session, "/order/reference"),
                                        text(session, "/amount") + " " + text(session, "/currency"),
                                        text(session, "/status"),
                                        text(session, "/expires_at"))));
    }

    private void webhooks(Html page) {
        page.element("h2", "Webhooks")
                .table(
                        List.of("created at", "resource", "event", "url", "state", "responses"),
                        rows(
                                sandbox.webhooks.deliveries(),
                                delivery -> List.of(
                                        delivery.createdAt().toString(),
                                        delivery.resource() + " " + delivery.resourceId() + " v" + delivery.version(),
                                        delivery.event(),
                                        delivery.url(),
                                        delivery.state(),
                                        delivery.statuses().toString())));
    }

    private void journal(Html page) {
        page.element("h2", "Requests")
                .table(
                        List.of("#", "time", "request", "operation", "key", "connection", "status", "fault"),
                        rows(
                                sandbox.journal.requests(),
                                request -> List.of(
                                        Long.toString(request.number()),
                                        request.time().toString(),
                                        request.method() + " " + request.path(),
                                        orEmpty(request.operation()),
                                        orEmpty(request.idempotencyKey()),
                                        request.connection(),
                                        request.status() == 0 ? "no response" : Integer.toString(request.status()),
                                        orEmpty(request.fault()))));
    }

    private void keys(Html page) {
        page.element("h2", "Idempotency keys")
                .table(
                        List.of("taken at", "key", "operation", "instance", "resource", "running", "repeats"),
                        rows(
                                sandbox.ledger.keys(),
                                key -> List.of(
                                        key.takenAt().toString(),
                                        key.key(),
                                        key.operation(),
                                        key.instance(),
                                        key.resourceId(),
                                        Boolean.toString(key.running()),
                                        Integer.toString(key.repeats()))));
    }

    private static <T> List<List<String>> rows(List<T> things, Function<T, List<String>> row) {
        List<T> latest = new ArrayList<>(things.subList(Math.max(0, things.size() - ROWS), things.size()));
        Collections.reverse(latest);
        return latest.stream().map(row).toList();
    }

    private static String text(ObjectNode json, String pointer) {
        return json.at(pointer).asText();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
