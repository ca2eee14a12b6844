package io.camelpurse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The API that controls the sandbox, under {@code /_sandbox}. No request to it counts as a request to the API. */
final class ControlApi {
    private static final ObjectMapper RECORDS = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .registerModule(new SimpleModule().addSerializer(Instant.class, new ToStringSerializer(Instant.class)));

    private final RunningSandbox sandbox;
    private final ControlledShopper shopper;

    ControlApi(RunningSandbox sandbox) {
        this.sandbox = sandbox;
        this.shopper = new ControlledShopper(sandbox);
    }

    void mount(Router router) {
        on(router, "POST", "/reset", (context, body) -> done(sandbox::reset));
        on(router, "GET", "/clock", (context, body) -> clock());
        on(router, "POST", "/clock", (context, body) -> advance(body));
        on(router, "GET", "/accounts", (context, body) -> list(sandbox.accounts.all()));
        on(router, "POST", "/accounts", (context, body) -> RECORDS.valueToTree(sandbox.accounts.create()));
        on(
                router,
                "GET",
                "/requests",
                (context, body) -> requests(context.request().getParam("operation")));
        on(router, "GET", "/keys", (context, body) -> list(sandbox.ledger.keys()));
        on(router, "GET", "/webhooks", (context, body) -> list(sandbox.webhooks.deliveries()));
        on(
                router,
                "POST",
                "/webhooks/:id/redeliver",
                (context, body) -> done(() -> sandbox.webhooks.redeliver(context.pathParam("id"))));
        on(router, "GET", "/counters", (context, body) -> counters());
        on(router, "POST", "/shopper", (context, body) -> shopper.act(body));
        on(router, "GET", "/payments", (context, body) -> list(sandbox.ledger.payments()));
        on(router, "POST", "/payments", (context, body) -> shopper.authorizedPayment(body));
        on(router, "GET", "/payments/:id", (context, body) -> sandbox.ledger.payment(context.pathParam("id")));
        on(router, "POST", "/payments/:id/settle", (context, body) -> settle(context.pathParam("id"), body));
        on(router, "GET", "/client-sessions", (context, body) -> list(sandbox.ledger.clientSessions()));
        on(router, "GET", "/payment-links", (context, body) -> list(sandbox.ledger.paymentLinks()));
        on(
                router,
                "GET",
                "/orders/:reference/moved",
                (context, body) -> verdict(sandbox.ledger.faultsOfOrder(context.pathParam("reference"))));
        on(router, "GET", "/moved", (context, body) -> verdict(sandbox.ledger.faultsOfAllOrders()));
        on(router, "GET", "/faults", (context, body) -> faults());
        on(
                router,
                "POST",
                "/faults/next",
                (context, body) ->
                        done(() -> sandbox.faults.enqueue(body.path("operation").asText(), FaultReader.faults(body))));
        on(router, "POST", "/faults/rules", (context, body) -> done(() -> sandbox.faults.add(FaultReader.rule(body))));
        on(router, "DELETE", "/faults", (context, body) -> done(sandbox.faults::clear));
        on(router, "POST", "/tokens/revoke", (context, body) -> done(sandbox.tokens::revokeAll));
        on(router, "POST", "/signing-keys/retire", (context, body) -> done(sandbox.signingKeys::retireOld));
        router.post("/_sandbox/signing-keys/rotate")
                .handler(context ->
                        sandbox.rotateSigningKeys(() -> Responses.json(context.response(), 200, done(() -> {}))));
    }

    private void on(Router router, String method, String path, BiFunction<RoutingContext, JsonNode, JsonNode> action) {
        router.route(HttpMethod.valueOf(method), "/_sandbox" + path)
                .handler(context -> Bodies.read(context.request(), bytes -> {
                    try {
                        JsonNode body = bytes.length() == 0
                                ? JsonNodeFactory.instance.objectNode()
                                : RunningSandbox.JSON.readTree(bytes.toString());
                        Responses.json(context.response(), 200, action.apply(context, body));
                    } catch (Problem problem) {
                        Responses.problem(
                                context.response(), problem, context.request().path());
                    } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
                        Problem problem = Problem.of(400, "bad-request", "Bad request", e.getMessage());
                        Responses.problem(
                                context.response(), problem, context.request().path());
                    } catch (RuntimeException e) {
                        Responses.failure(context.request(), e);
                    }
                }));
    }

    private ObjectNode clock() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("now", sandbox.clock.instant().toString());
    }

    private ObjectNode advance(JsonNode body) {
        sandbox.advance(Duration.parse(body.path("advance").asText()));
        return clock();
    }

    private ArrayNode requests(String operation) {
        if (operation != null) {
            ApiOperation.checkLabel(operation);
        }
        return list(sandbox.journal.requests().stream()
                .filter(request -> operation == null || operation.equals(request.operation()))
                .toList());
    }

    private ObjectNode counters() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", sandbox.journal.requestCount())
                .put("token_calls", sandbox.journal.tokenCalls())
                .put("connections", sandbox.journal.connectionCount())
                .put("faults_injected", sandbox.faults.injected());
    }

    private ObjectNode settle(String paymentId, JsonNode body) {
        sandbox.ledger.settle(
                paymentId,
                body.path("operation_id").textValue(),
                OperationStatus.valueOf(body.path("status").asText("SUCCESS")));
        return sandbox.ledger.payment(paymentId);
    }

    private static ObjectNode verdict(List<String> wrong) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("exactly_once", wrong.isEmpty());
        ArrayNode faults = json.putArray("faults");
        wrong.forEach(faults::add);
        return json;
    }

    private ObjectNode faults() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode queues = json.putObject("next");
        for (Map.Entry<String, List<Fault>> queue : sandbox.faults.queued().entrySet()) {
            ArrayNode list = queues.putArray(queue.getKey());
            queue.getValue().forEach(fault -> list.add(fault.toString()));
        }
        ArrayNode rules = json.putArray("rules");
        sandbox.faults.rules().forEach(rule -> rules.add(rule.toString()));
        return json.put("injected", sandbox.faults.injected());
    }

    private static ObjectNode done(Runnable action) {
        action.run();
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private static ArrayNode list(List<?> things) {
        return RECORDS.valueToTree(things);
    }
}
