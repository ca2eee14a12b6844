package io.camelpurse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.Json;
import io.camelpurse.webhook.AddressRanges;
import io.camelpurse.webhook.Notification;
import io.camelpurse.webhook.WebhookSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;

/**
 * Lets a webhook call in or not: method, content type, size, address and secret before the body is read, and the body as
 * bytes before it is parsed.
 */
final class WebhookCall {

    /** Thrown where a call is not let in; costs no stack trace, since everybody can cause it. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final WebhookRefusal reason;

        Refused(WebhookRefusal reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        WebhookRefusal reason() {
            return reason;
        }
    }

    private final PurseConfiguration configuration;
    private final WebhookSecrets secrets;
    private final AddressRanges addresses;

    /**
     * @param secrets   {@code null} if calls need none
     * @param addresses {@code null} if calls may come from anywhere
     */
    WebhookCall(PurseConfiguration configuration, WebhookSecrets secrets, AddressRanges addresses) {
        this.configuration = configuration;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    void authenticate(Exchange http) throws Refused {
        Message message = http.getMessage();
        refuseUnless("POST".equalsIgnoreCase(text(message, Exchange.HTTP_METHOD, "POST")), WebhookRefusal.METHOD);
        refuseUnless(isJson(text(message, Exchange.CONTENT_TYPE, "")), WebhookRefusal.CONTENT_TYPE);
        refuseUnless(announcedSize(message) <= configuration.getMaxBodySize(), WebhookRefusal.SIZE);
        refuseUnless(
                addresses == null || addresses.contain(RemoteAddress.of(http, configuration.getAddressHeader())),
                WebhookRefusal.ADDRESS);
        refuseUnless(
                secrets == null || secrets.accept(message.getHeader(configuration.getWebhookTokenHeader())),
                WebhookRefusal.SECRET);
    }

    Notification read(Exchange http) throws Refused {
        byte[] bytes = bytes(http);
        JsonNode json;
        try {
            json = Json.mapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new Refused(WebhookRefusal.JSON);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading bytes in memory failed", impossible);
        }
        return Notification.of(json, bytes).orElseThrow(() -> new Refused(WebhookRefusal.RESOURCE));
    }

    private byte[] bytes(Exchange http) throws Refused {
        Object body = http.getMessage().getBody();
        if (body == null) {
            throw new Refused(WebhookRefusal.JSON);
        }
        TypeConverter converter = http.getContext().getTypeConverter();
        byte[] bytes;
        try {
            bytes = body instanceof InputStream || body instanceof StreamCache
                    ? beginning(converter.tryConvertTo(InputStream.class, http, body))
                    : converter.tryConvertTo(byte[].class, http, body);
        } catch (IOException | RuntimeException e) {
            throw new Refused(WebhookRefusal.UNREADABLE);
        }
        refuseUnless(bytes != null, WebhookRefusal.UNREADABLE);
        refuseUnless(bytes.length <= configuration.getMaxBodySize(), WebhookRefusal.SIZE);
        return bytes;
    }

    /** No more of a body that is not in memory yet than it takes to see that it is too much. */
    private byte[] beginning(InputStream body) throws IOException {
        if (body == null) {
            return null;
        }
        try (body) {
            return body.readNBytes(Math.min(configuration.getMaxBodySize(), Integer.MAX_VALUE - 1) + 1);
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

    private static void refuseUnless(boolean condition, WebhookRefusal reason) throws Refused {
        if (!condition) {
            throw new Refused(reason);
        }
    }
}
