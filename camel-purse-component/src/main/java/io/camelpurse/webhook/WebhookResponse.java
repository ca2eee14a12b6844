package io.camelpurse.webhook;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The HTTP response to a webhook request, sent once. Afterwards the exchange belongs to the engine again. */
final class WebhookResponse {

    private final Exchange http;
    private final AsyncCallback callback;
    private final String exchangeId;
    private WebhookOutcome outcome = WebhookOutcome.FAILED;
    private boolean sent;

    WebhookResponse(Exchange http, AsyncCallback callback) {
        this.http = http;
        this.callback = callback;
        this.exchangeId = http.getExchangeId();
    }

    /** For the log, also when the exchange belongs to the engine again. */
    String exchangeId() {
        return exchangeId;
    }

    /** Without an outcome, the response is that of a failure, after which the sender should redeliver. */
    void set(WebhookOutcome known) {
        outcome = known;
    }

    /**
     * Sends the response, unless it was sent before.
     *
     * @param synchronously whether on the thread on which the engine called
     */
    void send(boolean synchronously) {
        if (sent) {
            return;
        }
        sent = true;
        try {
            fill(http.getMessage());
        } finally {
            callback.done(synchronously);
        }
    }

    private void fill(Message message) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, outcome.status());
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        if (outcome.retryAfter()) {
            message.setHeader("Retry-After", 1);
        }
        message.setBody("");
    }
}
