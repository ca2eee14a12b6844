package io.camelpurse.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.Json;
import io.camelpurse.client.MoneyRequest;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.message.ResponseBody;
import java.io.IOException;
import org.apache.camel.Exchange;

/** Describes the request that would have been sent. */
final class DryRun {

    private DryRun() {}

    /** Without our webhook token, which is not the route's to know. */
    static ObjectNode of(PurseRequest request, PurseConfiguration configuration) throws IOException {
        JsonNode body = Json.mapper().readTree(request.body());
        return of(
                request.operation(),
                request.id(),
                request.idempotencyKey(),
                new ResponseBody(configuration).withoutTokens(body));
    }

    static ObjectNode of(MoneyRequest request) {
        return of(request.operation(), request.paymentId(), request.idempotencyKey(), request.body());
    }

    private static ObjectNode of(PurseOperation operation, String id, String idempotencyKey, JsonNode body) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("dry_run", true)
                .put("method", operation.httpMethod().orElseThrow().name())
                .put("path", operation.path(id))
                .put("idempotency_key", idempotencyKey);
        json.set("body", body);
        return json;
    }

    static void setOn(Exchange exchange, PurseConfiguration configuration, JsonNode wouldBeSent) throws IOException {
        exchange.getMessage().setBody(new ResponseBody(configuration).of(wouldBeSent, JsonNode.class));
    }
}
