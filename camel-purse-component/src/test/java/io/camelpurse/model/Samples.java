package io.camelpurse.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The vendor's example payloads, and the record that each is read into. */
final class Samples {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    static final Map<String, Class<? extends Record>> RECORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("capture-request", Operation.class),
            Map.entry("capture-response", Payment.class),
            Map.entry("client-session-abort-request", ClientSession.class),
            Map.entry("client-session-abort-response", ClientSession.class),
            Map.entry("client-session-create-request", ClientSession.class),
            Map.entry("client-session-create-response", ClientSession.class),
            Map.entry("client-session-get-response", ClientSession.class),
            Map.entry("jwks-response", SigningKeys.class),
            Map.entry("payment-create-request", Payment.class),
            Map.entry("payment-create-response", Payment.class),
            Map.entry("payment-get-response", Payment.class),
            Map.entry("payment-link-cancel-response", PaymentLink.class),
            Map.entry("payment-link-create-request", PaymentLink.class),
            Map.entry("payment-link-create-response", PaymentLink.class),
            Map.entry("payment-link-get-response", PaymentLink.class),
            Map.entry("token-response", AccessToken.class)));

    private Samples() {}

    static JsonNode tree(String name) {
        try (InputStream payload = Samples.class.getResourceAsStream("samples/" + name + ".json")) {
            return MAPPER.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String name, Class<T> type) {
        return read(tree(name), type);
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.readValue(tree.toString(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode write(Object value) {
        try {
            return MAPPER.readTree(MAPPER.writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
