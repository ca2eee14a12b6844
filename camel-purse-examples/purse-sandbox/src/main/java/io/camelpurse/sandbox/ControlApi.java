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

    private final Core core;
    private final ControlledShopper shopper;

    ControlApi(Core core) {
        this.core = core;
        this.shopper = new ControlledShopper(core);
    }

    void mount(Router router) {
        on(router, "POST", "/reset", (context, body) -> done(core::reset));
        on(router, "GET", "/clock", (context, body) -> clock());
        on(router, "POST", "/clock", (context, body) -> advance(body));
        on(router, "GET", "/accounts", (context, body) -> list(core.accounts.all()));
        on(router, "POST", "/accounts", (context, body) -> RECORDS.valueToTree(core.accounts.create()));
        on(
                router,
                "GET",
                "/requests",
                (context, body) -> requests(context.request().getParam("operation")));
        on(router, "GET", "/keys", (context, body) -> list(core.ledger.keys()));
        on(router, "GET", "/webhooks", (context, body) -> list(core.webhooks.deliveries()));
        on(
                router,
                "POST",
                "/webhooks/:id/repeat",
                (context, body) -> done(() -> core.webhooks.repeat(context.pathParam("id"))));
        on(router, "GET", "/counters", (context, body) -> counters());
        on(router, "POST", "/shopper", (context, body) -> shopper.act(body));
        on(router, "GET", "/payments", (context, body) -> list(core.ledger.payments()));
        on(router, "POST", "/payments", (context, body) -> shopper.authorizedPayment(body));
        on(router, "GET", "/payments/:id", (context, body) -> core.ledger.payment(context.pathParam("id")));
        on(router, "POST", "/payments/:id/settle", (context, body) -> settle(context.pathParam("id"), body));
        on(router, "GET", "/client-sessions", (context, body) -> list(core.ledger.clientSessions()));
        on(router, "GET", "/payment-links", (context, body) -> list(core.ledger.paymentLinks()));
        on(
                router,
                "GET",
                "/orders/:reference/moved",
                (context, body) -> verdict(core.ledger.faultsOfOrder(context.pathParam("reference"))));
        on(router, "GET", "/moved", (context, body) -> verdict(core.ledger.faultsOfAllOrders()));
        on(router, "GET", "/faults", (context, body) -> faults());
        on(
                router,
                "POST",
                "/faults/next",
                (context, body) ->
                        done(() -> core.faults.enqueue(body.path("operation").asText(), FaultReader.faults(body))));
        on(router, "POST", "/faults/rules", (context, body) -> done(() -> core.faults.add(FaultReader.rule(body))));
        on(router, "DELETE", "/faults", (context, body) -> done(core.faults::clear));
        on(router, "POST", "/tokens/revoke", (context, body) -> done(core.tokens::revokeAll));
        on(router, "POST", "/signing-keys/retire", (context, body) -> done(core.signingKeys::retireOld));
        router.post("/_sandbox/signing-keys/rotate")
                .handler(context ->
                        core.rotateSigningKeys(() -> Responses.json(context.response(), 200, done(() -> {}))));
    }

    private void on(Router router, String method, String path, BiFunction<RoutingContext, JsonNode, JsonNode> action) {
        router.route(HttpMethod.valueOf(method), "/_sandbox" + path)
                .handler(context -> Bodies.read(context.request(), bytes -> {
                    try {
                        JsonNode body = bytes.length() == 0
                                ? JsonNodeFactory.instance.objectNode()
                                : Core.JSON.readTree(bytes.toString());
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
                .put("now", core.clock.instant().toString());
    }

    private ObjectNode advance(JsonNode body) {
        core.advance(Duration.parse(body.path("advance").asText()));
        return clock();
    }

    private ArrayNode requests(String operation) {
        if (operation != null) {
            ApiOperation.checkLabel(operation);
        }
        return list(core.journal.requests().stream()
                .filter(request -> operation == null || operation.equals(request.operation()))
                .toList());
    }

    private ObjectNode counters() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", core.journal.requestCount())
                .put("token_calls", core.journal.tokenCalls())
                .put("connections", core.journal.connectionCount())
                .put("faults_injected", core.faults.injected());
    }

    private ObjectNode settle(String paymentId, JsonNode body) {
        core.ledger.settle(
                paymentId,
                body.path("operation_id").textValue(),
                OperationStatus.valueOf(body.path("status").asText("SUCCESS")));
        return core.ledger.payment(paymentId);
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
        for (Map.Entry<String, List<Fault>> queue : core.faults.queued().entrySet()) {
            ArrayNode list = queues.putArray(queue.getKey());
            queue.getValue().forEach(fault -> list.add(fault.toString()));
        }
        ArrayNode rules = json.putArray("rules");
        core.faults.rules().forEach(rule -> rules.add(rule.toString()));
        return json.put("injected", core.faults.injected());
    }

    private static ObjectNode done(Runnable action) {
        action.run();
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private static ArrayNode list(List<?> things) {
        return RECORDS.valueToTree(things);
    }
}
