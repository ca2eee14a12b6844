package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
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
        if (claims.path("payment_id").isTextual()) {
            return withPayment(claims, maxAge);
        }
        return read(PurseOperation.getClientSession, claims.path("client_session_id"), maxAge)
                .thenCompose(session -> {
                    ObjectNode now = claims.deepCopy();
                    put(now, "client_session_status", session.json().path("status"));
                    put(now, "payment_id", session.json().path("payment_id"));
                    return now.path("payment_id").isTextual()
                            ? withPayment(now, maxAge)
                            : CompletableFuture.completedFuture(new CurrentState(now, null));
                });
    }

    private CompletableFuture<CurrentState> withPayment(ObjectNode claims, Duration maxAge) {
        return read(PurseOperation.getPayment, claims.path("payment_id"), maxAge)
                .thenApply(payment -> {
                    ObjectNode now = claims.deepCopy();
                    put(
                            now,
                            "authorization_status",
                            payment.json().path("authorization").path("status"));
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
