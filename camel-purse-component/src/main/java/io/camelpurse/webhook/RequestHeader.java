package io.camelpurse.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A header of an HTTP request. Camel adds query parameters to the headers of the message, which must not pass as one.
 */
final class RequestHeader {

    private RequestHeader() {}

    /**
     * The header's value.
     *
     * @return a list if it is repeated; {@code null} if it is missing or the query has a parameter of the same name
     */
    static Object of(Message message, String name) {
        if (isInQuery(message, name)) {
            return null;
        }
        Object value = message.getHeader(name);
        // Jetty and servlet turn a value in brackets, such as an IPv6 address, into a list.
        return value instanceof List<?> parts && parts.size() == 1 && parts.get(0) instanceof String only
                ? "[" + only + "]"
                : value;
    }

    private static boolean isInQuery(Message message, String name) {
        return List.of(Exchange.HTTP_RAW_QUERY, Exchange.HTTP_QUERY).stream()
                .map(header -> message.getHeader(header))
                .filter(String.class::isInstance)
                .flatMap(query -> Arrays.stream(((String) query).split("[&;]")))
                .anyMatch(parameter -> mayName(parameter.split("=", 2)[0], name));
    }

    private static boolean mayName(String parameter, String name) {
        try {
            return URLDecoder.decode(parameter, StandardCharsets.UTF_8).strip().equalsIgnoreCase(name);
        } catch (IllegalArgumentException malformed) {
            // An engine may decode it nevertheless.
            return true;
        }
    }
}
