package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.books.Call;
import io.camelpurse.sandbox.books.Problem;
import io.camelpurse.sandbox.books.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;

/** One request to the API on its way: met by a fault or not, authenticated, carried out, answered. */
final class ApiCall {
    private final Core core;
    private final ApiOperation operation;
    private final HttpServerRequest request;
    private final String id;
    private final Buffer body;
    private final int epoch;
    private Journal.Entry entry;
    private Fault fault;

    ApiCall(Core core, ApiOperation operation, HttpServerRequest request, String id, Buffer body) {
        this.core = core;
        this.operation = operation;
        this.request = request;
        this.id = id;
        this.body = body;
        this.epoch = core.epoch();
    }

    void start() {
        entry = core.journal.arrive(operation, request, body);
        fault = core.faults.decide(operation.label(), request.method().name(), request.path());
        if (fault != FaultRules.NONE) {
            entry.metBy(fault);
        }
        later(fault.before(), this::proceed);
    }

    private void proceed() {
        switch (fault.kind()) {
            case RESET -> {
                Replies.reset(request);
                return;
            }
            case TOKENS_REVOKED -> core.tokens.revokeAll();
            case SIGNING_KEYS_ROTATED -> {
                core.rotateSigningKeys(this::carryOut);
                return;
            }
            default -> {}
        }
        if (fault.reply() != null && !fault.committed()) {
            answerWithReply();
        } else {
            carryOut();
        }
    }

    private void carryOut() {
        try {
            Call call = prepare();
            Duration running = fault.kind() == Fault.Kind.RUNNING ? fault.time() : Duration.ZERO;
            later(running, () -> execute(call));
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private void execute(Call call) {
        try {
            boolean changes = operation.movesMoney() && core.faults.mayShowStalePayments();
            ObjectNode before = changes ? core.books.payment(id) : null;
            JsonNode json = call.execute(fault.outcome());
            if (changes) {
                core.stalePayments.keep(id, before);
            }
            answer(
                    operation.status(),
                    Replies.JSON,
                    fault.kind() == Fault.Kind.STALE ? core.stalePayments.insteadOf(id, json) : json);
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private Call prepare() {
        Doorkeeper doorkeeper = new Doorkeeper(core.tokens, core.options.apiKeyRequired());
        if (operation == ApiOperation.GET_ACCESS_TOKEN) {
            TokenEndpoint endpoint = new TokenEndpoint(core.accounts, core.tokens);
            Account account = endpoint.authenticate(
                    request.getHeader("Content-Type"), request.getHeader("Authorization"), body.toString());
            doorkeeper.checkApiKey(request, account);
            entry.acceptedAs(account.entityId());
            return outcome -> endpoint.answer(account);
        }
        if (operation == ApiOperation.GET_SIGNING_KEYS) {
            return outcome -> signingKeys();
        }
        Account account = doorkeeper.authenticate(request);
        entry.acceptedAs(account.entityId());
        return core.books.prepare(new Request(
                operation.label(),
                account.entityId(),
                id,
                operation.method().equals("POST")
                        ? JsonBodies.read(request.getHeader("Content-Type"), body)
                        : JsonNodeFactory.instance.objectNode(),
                request.getHeader("x-idempotency-key"),
                !mayBeCached()));
    }

    private boolean mayBeCached() {
        String directives = request.getHeader("Cache-Control");
        return directives != null && directives.toLowerCase(Locale.ROOT).contains("max-age");
    }

    private ObjectNode signingKeys() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        core.signingKeys.listed().forEach(key -> json.withArray("/keys")
                .add(Core.JSON.valueToTree(key.toJSONObject())));
        return json;
    }

    private void refuse(Problem problem) {
        if (problem.status() == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        answer(problem.status(), Replies.PROBLEM, problem.json(Replies.instance(request.path())));
    }

    private void answer(int status, String contentType, JsonNode json) {
        later(
                fault.kind() == Fault.Kind.SLOW_ANSWER ? fault.time() : Duration.ZERO,
                () -> send(status, contentType, json));
    }

    private void send(int status, String contentType, JsonNode json) {
        if (fault.kind() == Fault.Kind.DROP_RESPONSE) {
            Replies.reset(request);
            return;
        }
        if (fault.reply() != null) {
            answerWithReply();
            return;
        }
        entry.answered(status);
        if (request.response().closed()) {
            return;
        }
        Buffer bytes = Replies.bytes(json);
        switch (fault.kind()) {
            case TRUNCATED_BODY -> Replies.truncated(request, status, contentType, bytes);
            case MALFORMED_JSON ->
                Replies.whole(request.response(), status, contentType, bytes.slice(0, bytes.length() / 2));
            case SLOW_BODY -> Replies.slowly(core.vertx, request, status, contentType, bytes, fault.time());
            case EDITED -> Replies.json(request.response(), status, fault.edit().apply((ObjectNode) json.deepCopy()));
            default -> Replies.whole(request.response(), status, contentType, bytes);
        }
    }

    private void answerWithReply() {
        Fault.Reply reply = fault.reply();
        entry.answered(reply.status());
        if (request.response().closed()) {
            return;
        }
        reply.headers().forEach(request.response()::putHeader);
        if (reply.body() == null) {
            Buffer problem = Replies.problemBody(reply.status(), request.path());
            Replies.whole(request.response(), reply.status(), Replies.PROBLEM, problem);
        } else {
            Replies.whole(request.response(), reply.status(), reply.contentType(), Buffer.buffer(reply.body()));
        }
    }

    /** Goes on after the delay, unless the sandbox was reset meanwhile. */
    private void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            guarded(task);
            return;
        }
        core.vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> {
            if (epoch == core.epoch()) {
                guarded(task);
            } else {
                Replies.reset(request);
            }
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            entry.answered(500);
            Replies.failure(request, e);
        }
    }
}
