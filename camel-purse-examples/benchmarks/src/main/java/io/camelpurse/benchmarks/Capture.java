package io.camelpurse.benchmarks;

import io.camelpurse.PurseConstants;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** One payment to capture. */
record Capture(String paymentId) {

    String reference() {
        return "INV-" + paymentId.substring(0, 13);
    }

    /** The message that a route gets. */
    Exchange exchange(Endpoint entrance) {
        Exchange exchange = entrance.createExchange();
        Message message = exchange.getMessage();
        message.setHeader(PurseConstants.PAYMENT_ID, paymentId);
        message.setHeader(PurseConstants.AMOUNT, UpstreamCommand.AMOUNT);
        message.setHeader(PurseConstants.MERCHANT_REFERENCE, reference());
        return exchange;
    }

    String json() {
        return "{\"amount\":" + UpstreamCommand.AMOUNT + ",\"merchant_reference\":\"" + reference() + "\"}";
    }
}
