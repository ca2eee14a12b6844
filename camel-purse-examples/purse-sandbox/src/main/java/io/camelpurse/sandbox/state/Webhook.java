package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a resource's changes are to be sent.
 *
 * @param url where to POST
 * @param headers to send along
 * @param eventTypes the events to send; empty for all
 * @param source as it was in the request
 */
public record Webhook(String url, List<Header> headers, Set<String> eventTypes, ObjectNode source) {
    /**
     * A header of the merchant's.
     *
     * @param name header name
     * @param value header value
     */
    public record Header(String name, String value) {}

    static Webhook read(Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("url");
        String url = fields.webAddress("url");
        List<Header> headers = new ArrayList<>();
        for (Fields header : fields.items("headers")) {
            String name = header.requiredText("name");
            header.values("values").forEach(value -> headers.add(new Header(name, value)));
        }
        return new Webhook(url, headers, Set.copyOf(fields.values("event_types")), fields.node());
    }

    boolean wants(String event) {
        return eventTypes.isEmpty() || eventTypes.contains(event);
    }

    @Override
    public String toString() {
        return "Webhook[" + url + ", " + headers.size() + " headers, " + eventTypes + "]";
    }
}
