package io.camelpurse.benchmarks;

import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** One payment to capture, as a message for either route: the same body, the same HTTP headers. */
record Capture(String paymentId) {

    Exchange exchange(Endpoint entrance, String accessToken) {
        String reference = "INV-" + paymentId.substring(0, 13);
        Exchange exchange = entrance.createExchange();
        Message message = exchange.getMessage();
        message.setBody("{\"amount\":" + UpstreamCommand.AMOUNT + ",\"merchant_reference\":\"" + reference + "\"}");
        message.setHeader(PurseConstants.PAYMENT_ID, paymentId);
        if (accessToken != null) {
            message.setHeader("Authorization", "Bearer " + accessToken);
            message.setHeader("Content-Type", "application/json");
            message.setHeader("Accept", "application/json, application/problem+json");
            message.setHeader("x-idempotency-key", IdempotencyKeys.derive(paymentId, "capturePayment", reference));
        }
        return exchange;
    }
}
