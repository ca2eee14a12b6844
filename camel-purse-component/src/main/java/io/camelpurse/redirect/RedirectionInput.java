package io.camelpurse.redirect;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseConstants;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** Finds the token in a message: a header of ours, else the query parameter that Purse appends, else the body. */
final class RedirectionInput {

    /** Section 10 of the API reference. HTTP components make a header of it, with a list as its value if it is repeated. */
    private static final String QUERY_PARAMETER = "purse-redirection-data";

    /** Headers in which HTTP components repeat the query. */
    private static final List<String> QUERIES = List.of(Exchange.HTTP_QUERY, Exchange.HTTP_RAW_QUERY);

    private static final List<String> URLS = List.of(Exchange.HTTP_URI, Exchange.HTTP_URL);

    private RedirectionInput() {}

    static String token(Exchange exchange) throws RejectedRedirectionException {
        Message message = exchange.getMessage();
        Object value = message.getHeader(PurseConstants.REDIRECTION_DATA);
        if (value == null) {
            value = message.getHeader(QUERY_PARAMETER);
        }
        return value != null ? text(value) : body(exchange, message.getBody());
    }

    /** What was checked is not to travel on, into logs and other systems. */
    static void remove(Message message) {
        message.removeHeader(PurseConstants.REDIRECTION_DATA);
        message.removeHeader(QUERY_PARAMETER);
        for (String query : QUERIES) {
            if (message.getHeader(query) instanceof String text) {
                replace(message, query, withoutParameter(text));
            }
        }
        for (String url : URLS) {
            if (message.getHeader(url) instanceof String text && text.contains("?")) {
                int query = text.indexOf('?');
                String left = withoutParameter(text.substring(query + 1));
                message.setHeader(url, text.substring(0, query) + (left.isEmpty() ? "" : "?" + left));
            }
        }
    }

    private static void replace(Message message, String header, String query) {
        if (query.isEmpty()) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, query);
        }
    }

    private static String withoutParameter(String query) {
        return Stream.of(query.split("&"))
                .filter(parameter -> !isOurs(parameter.split("=", 2)[0]))
                .collect(Collectors.joining("&"));
    }

    /** Headers have names without case, and so has the one that the parameter becomes. */
    private static boolean isOurs(String name) {
        String decoded;
        try {
            decoded = URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            decoded = name;
        }
        return decoded.equalsIgnoreCase(QUERY_PARAMETER) || decoded.equalsIgnoreCase(PurseConstants.REDIRECTION_DATA);
    }

    private static String text(Object value) throws RejectedRedirectionException {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Collection || value.getClass().isArray()) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.REPEATED);
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw new RejectedRedirectionException(InvalidRedirectionReason.MALFORMED);
    }

    private static String body(Exchange exchange, Object body) throws RejectedRedirectionException {
        if (body == null) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.MISSING);
        }
        if (body instanceof InputStream || body instanceof StreamCache) {
            return read(exchange, body);
        }
        return text(body).strip();
    }

    /** No more of it than it takes to see that it is too much. */
    private static String read(Exchange exchange, Object body) throws RejectedRedirectionException {
        try (InputStream stream =
                exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body)) {
            byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(RedirectionVerifier.MAX_LENGTH + 1);
            return new String(bytes, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.MALFORMED);
        } finally {
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
        }
    }
}
