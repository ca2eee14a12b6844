package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.model.JsonFields;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Replaces the state of the payment in the claims of a token by the current state. */
final class RedirectionRefetch {

    private final PurseClient client;

    RedirectionRefetch(PurseClient client) {
        this.client = client;
    }

    /**
     * The claims with the current state.
     *
     * @param payment or {@code null} if there is none
     */
    record CurrentState(ObjectNode claims, PurseResponse payment) {}

    CompletableFuture<CurrentState> of(ObjectNode claims, Duration maxAge) {
        if (claims.path(JsonFields.PAYMENT_ID).isTextual()) {
            return withPayment(claims, maxAge);
        }
        return read(PurseOperation.getClientSession, claims.path(JsonFields.CLIENT_SESSION_ID), maxAge)
                .thenCompose(session -> {
                    ObjectNode now = claims.deepCopy();
                    put(now, JsonFields.CLIENT_SESSION_STATUS, session.json().path(JsonFields.STATUS));
                    put(now, JsonFields.PAYMENT_ID, session.json().path(JsonFields.PAYMENT_ID));
                    return now.path(JsonFields.PAYMENT_ID).isTextual()
                            ? withPayment(now, maxAge)
                            : CompletableFuture.completedFuture(new CurrentState(now, null));
                });
    }

    private CompletableFuture<CurrentState> withPayment(ObjectNode claims, Duration maxAge) {
        return read(PurseOperation.getPayment, claims.path(JsonFields.PAYMENT_ID), maxAge)
                .thenApply(payment -> {
                    ObjectNode now = claims.deepCopy();
                    put(
                            now,
                            JsonFields.AUTHORIZATION_STATUS,
                            payment.json().path(JsonFields.AUTHORIZATION).path(JsonFields.STATUS));
                    return new CurrentState(now, payment);
                });
    }

    private CompletableFuture<PurseResponse> read(PurseOperation operation, JsonNode id, Duration maxAge) {
        if (!ResourceId.isValid(id.asText())) {
            PurseValidationException noId =
                    new PurseValidationException("the redirection data holds no id to call " + operation + " with");
            return CompletableFuture.failedFuture(new PurseValidationException(PurseOperation.verifyRedirection, noId));
        }
        return client.call(PurseRequest.read(operation, id.asText(), maxAge));
    }

    private static void put(ObjectNode claims, String name, JsonNode value) {
        if (value.isTextual()) {
            claims.set(name, value);
        } else {
            claims.remove(name);
        }
    }
}
