package io.camelpurse.webhook;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The HTTP response to one webhook, sent once. The exchange belongs to the engine again as soon as it is sent. */
final class WebhookResponse {

    private static final int OK = 200;
    private static final int FAILED = 500;

    private final Exchange http;
    private final AsyncCallback callback;
    private int status = FAILED;
    private boolean retryLater;
    private boolean sent;

    WebhookResponse(Exchange http, AsyncCallback callback) {
        this.http = http;
        this.callback = callback;
    }

    /** Without this and {@link #reject} it is a failure that the sender should redeliver after. */
    void acknowledge() {
        status = OK;
    }

    void reject(WebhookRejection reason) {
        status = reason.status();
        retryLater = reason.isForNow();
    }

    /**
     * Hands the response to the engine, unless that has happened.
     *
     * @param synchronously whether on the thread that the engine called on
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
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        if (retryLater) {
            message.setHeader("Retry-After", 1);
        }
        message.setBody("");
    }
}
