package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Payments as they were before their last capture, refund or void. */
final class StalePayments {
    private final Map<String, ObjectNode> before = new HashMap<>();

    void keep(String paymentId, ObjectNode payment) {
        before.put(paymentId, payment);
    }

    JsonNode insteadOf(String paymentId, JsonNode now) {
        return before.containsKey(paymentId) ? before.get(paymentId) : now;
    }

    void clear() {
        before.clear();
    }
}
