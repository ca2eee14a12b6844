package io.camelpurse.webhook;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line for each failure, unless {@code exceptionHandler} or {@code bridgeErrorHandler} is set. */
public final class WebhookFailureLog implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookFailureLog.class);

    @Override
    public void handleException(Throwable exception) {
        handleException("Processing a webhook notification failed", exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        LOG.warn("{}: {}", message, exception.toString());
    }
}
