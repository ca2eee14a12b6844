package io.camelpurse.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** The W3C trace context of an exchange, as a tracer sets it on the message. What is not well-formed is left out. */
public final class TraceContext {

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final Pattern PARENT_FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern STATE_FORM = Pattern.compile("[\\x20-\\x7e]{1,512}");

    private TraceContext() {}

    /**
     * The headers of a request that belongs to the trace.
     *
     * @return by name; empty if the exchange is not traced
     */
    public static Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        String parent = exchange.getMessage().getHeader(PARENT, String.class);
        if (parent == null || !PARENT_FORM.matcher(parent).matches()) {
            return headers;
        }
        headers.put(PARENT, parent);
        String state = exchange.getMessage().getHeader(STATE, String.class);
        if (state != null && STATE_FORM.matcher(state).matches()) {
            headers.put(STATE, state);
        }
        return headers;
    }
}
