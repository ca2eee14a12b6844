package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.ResourceId;
import io.camelpurse.model.JsonFields;
import java.util.Optional;

/**
 * Remembers the currencies of the payments that recent responses have shown. A payment's currency never changes, so
 * that one response is enough; forgetting one costs a read. Payloads of webhooks are no responses and are not kept.
 */
final class PaymentCurrencies {

    private static final int KEPT = 10_000;

    private final RecentValues<String> currencies = new RecentValues<>(KEPT);

    Optional<String> of(String paymentId) {
        return Optional.ofNullable(currencies.get(ResourceId.canonical(paymentId)));
    }

    /** @param payment a payment as Purse responded with it */
    void keep(JsonNode payment) {
        JsonNode id = payment.path(JsonFields.ID);
        JsonNode currency = payment.path(JsonFields.CURRENCY);
        if (id.isTextual() && currency.isTextual()) {
            currencies.put(ResourceId.canonical(id.textValue()), currency.textValue());
        }
    }
}
