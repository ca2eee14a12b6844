package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a webhook is about. Purse sends the bare resource and no event name, so that the shape tells (section 9 of the API
 * reference).
 */
public enum WebhookResource {

    /** A payment: it has amounts and an authorization. */
    payment,

    /** A payment link: it has a customer's address, or lists payments. */
    paymentLink,

    /** A client session: it has a widget, or says how it is integrated. */
    clientSession;

    /** Ids become paths, keys and log lines, so that nothing else may be one. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private static final int LONGEST_ID = 100;

    static Optional<WebhookResource> of(JsonNode json) {
        String id = json.path("id").textValue();
        if (id == null || id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
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
