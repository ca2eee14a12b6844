package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.AuthorizationStatus;
import io.camelpurse.sandbox.state.Return;
import io.camelpurse.sandbox.state.Solution;
import io.camelpurse.sandbox.state.SplitPart;
import java.util.ArrayList;
import java.util.List;

/** Acts as the shopper on behalf of the control API. */
final class ControlledShopper {
    private final RunningSandbox sandbox;

    ControlledShopper(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    ObjectNode act(JsonNode body) {
        String id = required(body, "id");
        String action = required(body, "action");
        switch (action) {
            case "pay" -> submit(id, body, AuthorizationStatus.AUTHORIZED);
            case "refuse" -> submit(id, body, AuthorizationStatus.REFUSED);
            case "fail" -> submit(id, body, AuthorizationStatus.ERROR);
            case "submit" -> submit(id, body, AuthorizationStatus.PENDING);
            case "cancel" -> sandbox.ledger.shopper().cancel(id);
            default ->
                throw new IllegalArgumentException(
                        "'action' must be pay, refuse, fail, submit or cancel, not '" + action + "'");
        }
        Return back = sandbox.ledger.shopper().wayBack(id);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("payment_id", back.paymentId()).put("authorization_status", back.authorizationStatus());
        json.put("client_session_id", back.clientSessionId()).put("client_session_status", back.clientSessionStatus());
        return json.put("return_url", ReturnAddress.of(sandbox, back));
    }

    ObjectNode authorizedPayment(JsonNode body) {
        String entity =
                body.path("entity_id").asText(sandbox.accounts.all().get(0).entityId());
        long amount = body.path("amount").asLong();
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("reference", required(body, "order_reference")).put("net_amount", amount);
        String id = sandbox.ledger
                .shopper()
                .authorizedPayment(entity, amount, body.path("currency").asText("EUR"), order, split(body));
        return sandbox.ledger.payment(id);
    }

    private void submit(String id, JsonNode body, AuthorizationStatus status) {
        sandbox.ledger.shopper().submit(id, split(body), status);
    }

    private static List<SplitPart> split(JsonNode body) {
        List<SplitPart> split = new ArrayList<>();
        body.path("split")
                .forEach(part -> split.add(new SplitPart(
                        new Solution(required(part, "partner"), required(part, "method")),
                        part.path("amount").asLong())));
        return split;
    }

    private static String required(JsonNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is required");
        }
        return body.get(name).textValue();
    }
}
