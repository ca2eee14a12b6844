package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.ResourceId;
import java.util.Optional;

/**
 * Type of the resource in a notification. The payload is the resource alone, without a type or an event name, so that
 * the type is recognized by the fields.
 */
public enum WebhookResource {

    /** A payment: it has amounts and an authorization. */
    payment(PurseOperation.getPayment),

    /** A payment link: it has a {@code customer_url}, or lists payments. */
    paymentLink(PurseOperation.getPaymentLink),

    /** A client session: it has a widget, or an integration mode. */
    clientSession(PurseOperation.getClientSession);

    private final PurseOperation read;

    WebhookResource(PurseOperation read) {
        this.read = read;
    }

    /** The operation that fetches the resource. */
    PurseOperation read() {
        return read;
    }

    static Optional<WebhookResource> of(JsonNode json) {
        String id = json.path("id").textValue();
        if (id == null || !ResourceId.isValid(id)) {
            return Optional.empty();
        }
        if (json.path("amounts").isObject() && json.path("authorization").isObject()) {
            return Optional.of(payment);
        }
        if (json.path("links").has("customer_url") || json.path("payments").isArray()) {
            return Optional.of(paymentLink);
        }
        if (json.has("widget") || json.has("integration_mode")) {
            return Optional.of(clientSession);
        }
        return Optional.empty();
    }
}
