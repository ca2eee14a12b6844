package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.ResourceId;
import io.camelpurse.model.JsonFields;
import java.util.Locale;
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

    /** As a value of a tag, such as {@code payment_link}. */
    String tag() {
        return read.resourceId().orElseThrow().name().toLowerCase(Locale.ROOT);
    }

    static Optional<WebhookResource> of(JsonNode json) {
        String id = json.path(JsonFields.ID).textValue();
        if (id == null || !ResourceId.isValid(id)) {
            return Optional.empty();
        }
        if (json.path(JsonFields.AMOUNTS).isObject()
                && json.path(JsonFields.AUTHORIZATION).isObject()) {
            return Optional.of(payment);
        }
        if (json.path(JsonFields.LINKS).has(JsonFields.CUSTOMER_URL)
                || json.path(JsonFields.PAYMENTS).isArray()) {
            return Optional.of(paymentLink);
        }
        if (json.has("widget") || json.has(JsonFields.INTEGRATION_MODE)) {
            return Optional.of(clientSession);
        }
        return Optional.empty();
    }
}
