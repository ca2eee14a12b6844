package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.Json;
import io.camelpurse.message.Validated;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;

/** Reads the notification in the body of a webhook request: bytes within the size limit, JSON, a resource of Purse. */
final class PayloadReader {

    private final int maxBodySize;

    PayloadReader(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    Validated<Notification, WebhookRejection> read(Exchange http) {
        byte[] bytes;
        try {
            bytes = bytes(http);
        } catch (IOException | RuntimeException e) {
            return Validated.rejected(WebhookRejection.UNREADABLE);
        }
        if (bytes == null) {
            return Validated.rejected(WebhookRejection.UNREADABLE);
        }
        if (bytes.length > maxBodySize) {
            return Validated.rejected(WebhookRejection.SIZE);
        }
        JsonNode json;
        try {
            json = Json.mapper().readTree(bytes);
        } catch (IOException | RuntimeException e) {
            // Invalid JSON, or bytes that are not text in the encoding that the first ones indicate.
            return Validated.rejected(WebhookRejection.JSON);
        }
        return Validated.of(Notification.of(json, bytes, http.getExchangeId()), WebhookRejection.RESOURCE);
    }

    private byte[] bytes(Exchange http) throws IOException {
        Object body = http.getMessage().getBody();
        TypeConverter converter = http.getContext().getTypeConverter();
        return body instanceof InputStream || body instanceof StreamCache
                ? beginning(converter.tryConvertTo(InputStream.class, http, body))
                : converter.tryConvertTo(byte[].class, http, body);
    }

    /** Reads one byte more than allowed of a body that is not in memory yet, to see that it is too large. */
    private byte[] beginning(InputStream body) throws IOException {
        if (body == null) {
            return null;
        }
        try (body) {
            return body.readNBytes(maxBodySize + 1);
        }
    }
}
