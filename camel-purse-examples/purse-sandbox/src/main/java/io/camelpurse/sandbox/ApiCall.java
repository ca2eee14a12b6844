package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.Call;
import io.camelpurse.sandbox.state.Problem;
import io.camelpurse.sandbox.state.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;

/** One request to the API on its way: met by a fault or not, authenticated, executed, responded to. */
final class ApiCall {
    private final RunningSandbox sandbox;
    private final ApiOperation operation;
    private final HttpServerRequest request;
    private final String id;
    private final Buffer body;
    private final int epoch;
    private Journal.Entry entry;
    private Fault fault;

    ApiCall(RunningSandbox sandbox, ApiOperation operation, HttpServerRequest request, String id, Buffer body) {
        this.sandbox = sandbox;
        this.operation = operation;
        this.request = request;
        this.id = id;
        this.body = body;
        this.epoch = sandbox.epoch();
    }

    void start() {
        entry = sandbox.journal.arrive(operation, request, body);
        fault = sandbox.faults.decide(operation.label(), request.method().name(), request.path());
        if (fault != FaultRules.NONE) {
            entry.metBy(fault);
        }
        later(fault.before(), this::proceed);
    }

    private void proceed() {
        switch (fault.kind()) {
            case RESET -> {
                Responses.reset(request);
                return;
            }
            case TOKENS_REVOKED -> sandbox.tokens.revokeAll();
            case SIGNING_KEYS_ROTATED -> {
                sandbox.rotateSigningKeys(this::execute);
                return;
            }
            default -> {}
        }
        if (fault.fixedResponse() != null && !fault.committed()) {
            sendFixedResponse();
        } else {
            execute();
        }
    }

    private void execute() {
        try {
            Call call = prepare();
            Duration running = fault.kind() == Fault.Kind.RUNNING ? fault.time() : Duration.ZERO;
            later(running, () -> execute(call));
        } catch (Problem problem) {
            reject(problem);
        }
    }

    private void execute(Call call) {
        try {
            boolean changes = operation.movesMoney() && sandbox.faults.mayShowStalePayments();
            ObjectNode before = changes ? sandbox.ledger.payment(id) : null;
            JsonNode json = call.execute(fault.outcome());
            if (changes) {
                sandbox.stalePayments.keep(id, before);
            }
            respond(
                    operation.status(),
                    Responses.JSON,
                    fault.kind() == Fault.Kind.STALE ? sandbox.stalePayments.insteadOf(id, json) : json);
        } catch (Problem problem) {
            reject(problem);
        }
    }

    private Call prepare() {
        RequestAuthenticator authenticator = new RequestAuthenticator(sandbox.tokens, sandbox.options.apiKeyRequired());
        if (operation == ApiOperation.GET_ACCESS_TOKEN) {
            TokenEndpoint endpoint = new TokenEndpoint(sandbox.accounts, sandbox.tokens);
            Account account = endpoint.authenticate(
                    request.getHeader("Content-Type"), request.getHeader("Authorization"), body.toString());
            authenticator.checkApiKey(request, account);
            entry.acceptedAs(account.entityId());
            return outcome -> endpoint.respond(account);
        }
        if (operation == ApiOperation.GET_SIGNING_KEYS) {
            return outcome -> signingKeys();
        }
        Account account = authenticator.authenticate(request);
        entry.acceptedAs(account.entityId());
        return sandbox.ledger.prepare(new Request(
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
        sandbox.signingKeys.listed().forEach(key -> json.withArray("/keys")
                .add(RunningSandbox.JSON.valueToTree(key.toJSONObject())));
        return json;
    }

    private void reject(Problem problem) {
        if (problem.status() == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        respond(problem.status(), Responses.PROBLEM, problem.json(Responses.instance(request.path())));
    }

    private void respond(int status, String contentType, JsonNode json) {
        later(
                fault.kind() == Fault.Kind.SLOW_RESPONSE ? fault.time() : Duration.ZERO,
                () -> send(status, contentType, json));
    }

    private void send(int status, String contentType, JsonNode json) {
        if (fault.kind() == Fault.Kind.DROP_RESPONSE) {
            Responses.reset(request);
            return;
        }
        if (fault.fixedResponse() != null) {
            sendFixedResponse();
            return;
        }
        entry.responded(status);
        if (request.response().closed()) {
            return;
        }
        Buffer bytes = Responses.bytes(json);
        switch (fault.kind()) {
            case TRUNCATED_BODY -> Responses.truncated(request, status, contentType, bytes);
            case MALFORMED_JSON ->
                Responses.whole(request.response(), status, contentType, bytes.slice(0, bytes.length() / 2));
            case SLOW_BODY -> Responses.slowly(sandbox.vertx, request, status, contentType, bytes, fault.time());
            case EDITED ->
                Responses.json(request.response(), status, fault.edit().apply((ObjectNode) json.deepCopy()));
            default -> Responses.whole(request.response(), status, contentType, bytes);
        }
    }

    private void sendFixedResponse() {
        Fault.FixedResponse fixed = fault.fixedResponse();
        entry.responded(fixed.status());
        if (request.response().closed()) {
            return;
        }
        fixed.headers().forEach(request.response()::putHeader);
        if (fixed.body() == null) {
            Buffer problem = Responses.problemBody(fixed.status(), request.path());
            Responses.whole(request.response(), fixed.status(), Responses.PROBLEM, problem);
        } else {
            Responses.whole(request.response(), fixed.status(), fixed.contentType(), Buffer.buffer(fixed.body()));
        }
    }

    /** Goes on after the delay, unless the sandbox was reset meanwhile. */
    private void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            guarded(task);
            return;
        }
        sandbox.vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> {
            if (epoch == sandbox.epoch()) {
                guarded(task);
            } else {
                Responses.reset(request);
            }
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            entry.responded(500);
            Responses.failure(request, e);
        }
    }
}
