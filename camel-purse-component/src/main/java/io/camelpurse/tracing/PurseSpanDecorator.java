package io.camelpurse.tracing;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * Describes the spans of {@code purse} endpoints. Camel's own tags are left out, since they contain the query of the
 * endpoint URI, in which secrets may be; so are ids of people and everything that a peer sent.
 */
public final class PurseSpanDecorator extends AbstractSpanDecorator {

    /** Creates the decorator, which Camel finds as a service. */
    public PurseSpanDecorator() {}

    @Override
    public String getComponent() {
        return "purse";
    }

    @Override
    public String getComponentClassName() {
        return "io.camelpurse.PurseComponent";
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return "purse " + ((PurseEndpoint) endpoint).getOperation();
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        PurseEndpoint purse = (PurseEndpoint) endpoint;
        span.setComponent("camel-purse");
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag("purse.operation", purse.getOperation().name());
        if (!purse.getOperation().receives()) {
            span.setTag(
                    TagConstants.SERVER_ADDRESS,
                    URI.create(purse.getServiceUrl()).getHost());
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        Exception exception = exchange.getException();
        if (exception == null) {
            succeeded(span, exchange.getMessage());
        } else {
            failed(span, exception);
        }
    }

    private static void succeeded(Span span, Message message) {
        tag(span, "http.response.status_code", message.getHeader(PurseConstants.HTTP_RESPONSE_CODE));
        tag(span, "purse.operation.status", message.getHeader(PurseConstants.OPERATION_STATUS));
        tag(span, "purse.duplicate", message.getHeader(PurseConstants.DUPLICATE));
        attempts(span, message.getHeader(PurseConstants.ATTEMPTS, 0, Integer.class));
        if (Boolean.TRUE.equals(message.getHeader(PurseConstants.DUPLICATE, Boolean.class))) {
            span.log(Map.of("event", "recovered"));
        }
    }

    private static void failed(Span span, Exception exception) {
        span.setError(true);
        int status = exception instanceof PurseException purse ? purse.getHttpStatus() : 0;
        tag(span, "http.response.status_code", status == 0 ? null : status);
        tag(span, "error.type", exception.getClass().getName());
        if (exception instanceof PurseException purse) {
            attempts(span, purse.getAttempts());
        }
        if (exception instanceof PurseOutcomeUnknownException) {
            span.log(Map.of("event", "outcome_unknown"));
        }
    }

    /** Requests beyond the first one are retries. */
    private static void attempts(Span span, int attempts) {
        if (attempts > 0) {
            tag(span, "purse.attempts", attempts);
        }
        if (attempts > 1) {
            span.log(Map.of("event", "retried", "purse.attempts", String.valueOf(attempts)));
        }
    }

    private static void tag(Span span, String name, Object value) {
        if (value != null) {
            span.setTag(name, value.toString());
        }
    }
}
