package io.camelpurse.redirect;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseConstants;
import io.camelpurse.message.Validated;
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

/** Finds the token in a message: our header, else the query parameter that Purse appends, else the body. */
final class RedirectionInput {

    /**
     * Purse appends it to the shopper's redirection URL. HTTP components map it to a header, to a list if it is
     * repeated.
     */
    private static final String QUERY_PARAMETER = "purse-redirection-data";

    /** Headers in which HTTP components repeat the query. */
    private static final List<String> QUERIES = List.of(Exchange.HTTP_QUERY, Exchange.HTTP_RAW_QUERY);

    private static final List<String> URLS = List.of(Exchange.HTTP_URI, Exchange.HTTP_URL);

    private RedirectionInput() {}

    static Validated<String, InvalidRedirectionReason> token(Exchange exchange) {
        Message message = exchange.getMessage();
        Object value = message.getHeader(PurseConstants.REDIRECTION_DATA);
        if (value == null) {
            value = message.getHeader(QUERY_PARAMETER);
        }
        return value != null ? text(value) : body(exchange, message.getBody());
    }

    /** Removes the token from the message, so that it does not get into logs and other systems. */
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

    /** The names of Camel's headers are case-insensitive, and so is the header that the parameter is mapped to. */
    private static boolean isOurs(String name) {
        String decoded;
        try {
            decoded = URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            decoded = name;
        }
        return decoded.equalsIgnoreCase(QUERY_PARAMETER) || decoded.equalsIgnoreCase(PurseConstants.REDIRECTION_DATA);
    }

    private static Validated<String, InvalidRedirectionReason> text(Object value) {
        if (value instanceof byte[] bytes) {
            return Validated.valid(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        if (value instanceof Collection || value.getClass().isArray()) {
            return Validated.rejected(InvalidRedirectionReason.REPEATED);
        }
        return value instanceof CharSequence text
                ? Validated.valid(text.toString())
                : Validated.rejected(InvalidRedirectionReason.MALFORMED);
    }

    private static Validated<String, InvalidRedirectionReason> body(Exchange exchange, Object body) {
        if (body == null) {
            return Validated.rejected(InvalidRedirectionReason.MISSING);
        }
        Validated<String, InvalidRedirectionReason> text =
                body instanceof InputStream || body instanceof StreamCache ? read(exchange, body) : text(body);
        return text.then(found -> Validated.valid(found.strip()));
    }

    /** Reads one character more than a token may have, to see that it is too long. */
    private static Validated<String, InvalidRedirectionReason> read(Exchange exchange, Object body) {
        try (InputStream stream =
                exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body)) {
            byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(RedirectionVerifier.MAX_LENGTH + 1);
            return Validated.valid(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Validated.rejected(InvalidRedirectionReason.MALFORMED);
        } finally {
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
        }
    }
}
