package io.camelpurse.redirect;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseConstants;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** Finds the token in a message: a header of ours, else the query parameter that Purse appends, else the body. */
final class RedirectionInput {

    /** Section 10 of the API reference. HTTP components make a header of it, with a list as its value if it is repeated. */
    private static final String QUERY_PARAMETER = "purse-redirection-data";

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
