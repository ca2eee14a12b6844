package io.camelpurse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.books.Call;
import io.camelpurse.sandbox.books.Problem;
import io.camelpurse.sandbox.books.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
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
            entry.metBy(fault.toString());
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
            answer(operation.status(), Replies.JSON, call.execute(fault.outcome()));
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private Call prepare() {
        if (operation == ApiOperation.GET_ACCESS_TOKEN) {
            TokenEndpoint endpoint = new TokenEndpoint(core.accounts, core.tokens);
            Account account = endpoint.authenticate(
                    request.getHeader("Content-Type"), request.getHeader("Authorization"), body.toString());
            checkApiKey(account);
            entry.acceptedAs(account.entityId());
            return outcome -> endpoint.answer(account);
        }
        if (operation == ApiOperation.GET_SIGNING_KEYS) {
            return outcome -> signingKeys();
        }
        Account account = authenticate();
        entry.acceptedAs(account.entityId());
        return core.books.prepare(new Request(
                operation.label(),
                account.entityId(),
                id,
                readBody(),
                request.getHeader("x-idempotency-key"),
                !mayBeCached()));
    }

    private Account authenticate() {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw unauthorized("A bearer token is required");
        }
        Account account = core.tokens
                .account(authorization.substring(7).trim())
                .orElseThrow(() -> unauthorized("The access token is unknown or expired"));
        checkApiKey(account);
        return account;
    }

    private void checkApiKey(Account account) {
        String apiKey = request.getHeader("x-api-key");
        if (apiKey == null && core.options.apiKeyRequired()) {
            throw unauthorized("The header x-api-key is required");
        }
        if (apiKey != null && !apiKey.equals(account.apiKey())) {
            throw unauthorized("The header x-api-key is not the account's");
        }
    }

    private ObjectNode readBody() {
        if (!operation.method().equals("POST") || body.length() == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        String contentType = request.getHeader("Content-Type");
        if (contentType == null
                || !contentType.toLowerCase(Locale.ROOT).matches("application/([^;]+\\+)?json(;.*|\\s.*)?")) {
            throw Problem.of(415, "unsupported-media-type", "Unsupported Media Type", "The body must be JSON");
        }
        try {
            if (Core.JSON.readTree(body.getBytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw Problem.of(
                    400,
                    "malformed-json",
                    "Bad request",
                    "The body is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can always be read", e);
        }
        throw Problem.of(400, "malformed-json", "Bad request", "The body must be a JSON object");
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
        if (fault.kind() == Fault.Kind.DROP_ANSWER) {
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
        reply.headers().forEach(request.response()::putHeader);
        if (reply.body() == null) {
            Buffer problem = Replies.problemBody(reply.status(), request.path());
            Replies.whole(request.response(), reply.status(), Replies.PROBLEM, problem);
        } else {
            Replies.whole(request.response(), reply.status(), reply.contentType(), Buffer.buffer(reply.body()));
        }
    }

    private void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            core.vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> {
                if (epoch == core.epoch()) {
                    task.run();
                } else {
                    Replies.reset(request);
                }
            });
        }
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(401, "unauthorized", "Unauthorized", detail);
    }
}
