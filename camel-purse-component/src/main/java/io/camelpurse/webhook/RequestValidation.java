package io.camelpurse.webhook;

import io.camelpurse.PurseConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The checks that a webhook request must pass before its body is read: method, content type, size, address and token.
 */
final class RequestValidation {

    private final PurseConfiguration configuration;
    private final AcceptedTokens tokens;
    private final AddressRanges addresses;

    /**
     * @param tokens    {@code null} if requests need none
     * @param addresses {@code null} if requests are accepted from all addresses
     */
    RequestValidation(PurseConfiguration configuration, AcceptedTokens tokens, AddressRanges addresses) {
        this.configuration = configuration;
        this.tokens = tokens;
        this.addresses = addresses;
    }

    /**
     * The first check that fails.
     *
     * @return empty if the body may be read
     */
    Optional<WebhookRejection> rejection(Exchange http) {
        Message message = http.getMessage();
        if (!"POST".equalsIgnoreCase(text(message, Exchange.HTTP_METHOD, "POST"))) {
            return Optional.of(WebhookRejection.METHOD);
        }
        if (!(RequestHeader.of(message, Exchange.CONTENT_TYPE) instanceof String type && isJson(type))) {
            return Optional.of(WebhookRejection.CONTENT_TYPE);
        }
        if (announcedSize(message) > configuration.getWebhookMaxBodySize()) {
            return Optional.of(WebhookRejection.SIZE);
        }
        if (addresses != null && !addresses.contain(RemoteAddress.of(http, configuration.getWebhookAddressHeader()))) {
            return Optional.of(WebhookRejection.ADDRESS);
        }
        if (tokens != null && !tokens.accept(RequestHeader.of(message, configuration.getWebhookTokenHeader()))) {
            return Optional.of(WebhookRejection.TOKEN);
        }
        return Optional.empty();
    }

    /** Zero if the header cannot be read: the size is checked again while the body is read. */
    private static long announcedSize(Message message) {
        try {
            return Long.parseLong(text(message, Exchange.CONTENT_LENGTH, "0"));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/") && type.endsWith("+json");
    }

    /** A header that is repeated is a list, which is no valid value. */
    private static String text(Message message, String name, String otherwise) {
        Object value = message.getHeader(name);
        if (value == null) {
            return otherwise;
        }
        return value instanceof List ? "" : value.toString();
    }
}
