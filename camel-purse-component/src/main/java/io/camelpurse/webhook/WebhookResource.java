package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.ResourceId;
import java.util.Optional;

/**
 * What a webhook is about. Purse sends the bare resource and no event name, so that the shape tells (section 9 of the API
 * reference).
 */
public enum WebhookResource {

    /** A payment: it has amounts and an authorization. */
    payment(PurseOperation.getPayment),

    /** A payment link: it has a customer's address, or lists payments. */
    paymentLink(PurseOperation.getPaymentLink),

    /** A client session: it has a widget, or says how it is integrated. */
    clientSession(PurseOperation.getClientSession);

    private final PurseOperation read;

    WebhookResource(PurseOperation read) {
        this.read = read;
    }

    /** The operation that returns the resource. */
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
