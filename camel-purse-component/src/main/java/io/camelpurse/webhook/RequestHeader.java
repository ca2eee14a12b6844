package io.camelpurse.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A header of an HTTP request as it was sent, for what decides who gets in: Camel puts query parameters beside it. */
final class RequestHeader {

    private RequestHeader() {}

    /**
     * The header's value.
     *
     * @return a list if it came more than once, and {@code null} if it is missing or the query has a parameter of its name
     */
    static Object of(Message message, String name) {
        if (isInQuery(message, name)) {
            return null;
        }
        Object value = message.getHeader(name);
        // Jetty and servlet turn one in brackets, as IPv6 addresses are, into a list.
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
            // An engine may read it in a way of its own.
            return true;
        }
    }
}
