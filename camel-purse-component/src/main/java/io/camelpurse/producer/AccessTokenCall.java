package io.camelpurse.producer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.CachedAccessToken;
import io.camelpurse.client.PurseClient;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.model.JsonFields;
import java.time.Duration;
import org.apache.camel.Exchange;

/**
 * Returns the token that calls carry, in the form of the token endpoint's response (RFC 6749).
 */
final class AccessTokenCall implements OperationCall {

    private final PurseClient client;
    private final PurseOperation operation;
    private final ResponseBody bodies;

    AccessTokenCall(PurseClient client, PurseOperation operation, PurseConfiguration configuration) {
        this.client = client;
        this.operation = operation;
        this.bodies = new ResponseBody(configuration);
    }

    @Override
    public Pending make(Exchange exchange) {
        return new Pending(
                "", null, true, client.accessToken().thenApply(token -> response -> populate(response, token)));
    }

    private void populate(Exchange exchange, CachedAccessToken token) throws Exception {
        exchange.getMessage().setBody(bodies.of(json(token), operation));
    }

    private ObjectNode json(CachedAccessToken token) {
        long seconds =
                Duration.between(client.time().instant(), token.expiresAt()).toSeconds();
        return JsonNodeFactory.instance
                .objectNode()
                .put(JsonFields.ACCESS_TOKEN, token.value())
                .put(JsonFields.TOKEN_TYPE, "Bearer")
                .put(JsonFields.EXPIRES_IN, Math.max(0, seconds));
    }
}
