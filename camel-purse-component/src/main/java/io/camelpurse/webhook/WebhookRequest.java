package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;

/**
 * Lets a webhook call in or not: method, content type, size, address and secret before the body is read, and the body as
 * bytes before it is parsed.
 */
final class WebhookRequest {

    /** Thrown where a request is rejected; costs no stack trace, since everybody can cause it. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final WebhookRejection reason;

        Refused(WebhookRejection reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        WebhookRejection reason() {
            return reason;
        }
    }

    private final PurseConfiguration configuration;
    private final AcceptedTokens secrets;
    private final AddressRanges addresses;

    /**
     * @param secrets   {@code null} if calls need none
     * @param addresses {@code null} if calls may come from anywhere
     */
    WebhookRequest(PurseConfiguration configuration, AcceptedTokens secrets, AddressRanges addresses) {
        this.configuration = configuration;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    /**
     * The first of the checks before the body that fails.
     *
     * @return empty if the body may be read
     */
    Optional<WebhookRejection> refusal(Exchange http) {
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
        if (secrets != null && !secrets.accept(RequestHeader.of(message, configuration.getWebhookTokenHeader()))) {
            return Optional.of(WebhookRejection.TOKEN);
        }
        return Optional.empty();
    }

    Notification read(Exchange http) throws Refused {
        byte[] bytes = bytes(http);
        refuseUnless(bytes != null, WebhookRejection.UNREADABLE);
        refuseUnless(bytes.length <= configuration.getWebhookMaxBodySize(), WebhookRejection.SIZE);
        return Notification.of(json(bytes), bytes).orElseThrow(() -> new Refused(WebhookRejection.RESOURCE));
    }

    /** What is no text in the encoding that its first bytes tell is reported in other ways than what is no JSON. */
    private static JsonNode json(byte[] bytes) throws Refused {
        try {
            return Json.mapper().readTree(bytes);
        } catch (IOException | RuntimeException e) {
            throw new Refused(WebhookRejection.JSON);
        }
    }

    private byte[] bytes(Exchange http) throws Refused {
        Object body = http.getMessage().getBody();
        TypeConverter converter = http.getContext().getTypeConverter();
        try {
            return body instanceof InputStream || body instanceof StreamCache
                    ? beginning(converter.tryConvertTo(InputStream.class, http, body))
                    : converter.tryConvertTo(byte[].class, http, body);
        } catch (IOException | RuntimeException e) {
            throw new Refused(WebhookRejection.UNREADABLE);
        }
    }

    /** No more of a body that is not in memory yet than it takes to see that it is too much. */
    private byte[] beginning(InputStream body) throws IOException {
        if (body == null) {
            return null;
        }
        try (body) {
            return body.readNBytes(Math.min(configuration.getWebhookMaxBodySize(), Integer.MAX_VALUE - 1) + 1);
        }
    }

    /** What cannot be read is counted while reading. */
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

    /** A header that came more than once is a list, and no text. */
    private static String text(Message message, String name, String otherwise) {
        Object value = message.getHeader(name);
        if (value == null) {
            return otherwise;
        }
        return value instanceof List ? "" : value.toString();
    }

    private static void refuseUnless(boolean condition, WebhookRejection reason) throws Refused {
        if (!condition) {
            throw new Refused(reason);
        }
    }
}
