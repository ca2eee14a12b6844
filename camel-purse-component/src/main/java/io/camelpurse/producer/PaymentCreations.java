package io.camelpurse.producer;

import io.camelpurse.message.ExchangeCall;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * Records the payments that an exchange has created or may have created. Purse is not documented to honor an
 * idempotency key for {@code createPayment}, so that a redelivery within the exchange must find the payment instead of
 * creating another.
 */
final class PaymentCreations {

    private static final String PROPERTY = "CamelPursePaymentCreations";

    private final Exchange exchange;

    PaymentCreations(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * What became of an identical call.
     *
     * @param key       the idempotency key that was sent
     * @param paymentId the payment, or {@code null} if nobody knows whether there is one
     */
    record Creation(String key, String paymentId) {}

    Optional<Creation> of(ExchangeCall call) {
        return Optional.ofNullable(creations().get(call));
    }

    void executed(ExchangeCall call, String key, String paymentId) {
        creations().put(call, new Creation(key, paymentId));
    }

    void outcomeUnknown(ExchangeCall call, String key) {
        creations().putIfAbsent(call, new Creation(key, null));
    }

    @SuppressWarnings("unchecked") // Nobody else uses the property.
    private Map<ExchangeCall, Creation> creations() {
        Map<ExchangeCall, Creation> creations = exchange.getProperty(PROPERTY, Map.class);
        if (creations == null) {
            creations = new ConcurrentHashMap<>();
            exchange.setProperty(PROPERTY, creations);
        }
        return creations;
    }
}
