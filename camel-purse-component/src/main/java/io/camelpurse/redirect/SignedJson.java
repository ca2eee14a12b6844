package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the JSON parts of a token. Rejects duplicate names and trailing content, which parsers interpret differently,
 * as {@link Json} does everywhere.
 */
final class SignedJson {

    private SignedJson() {}

    /** Empty if the bytes are not exactly one JSON object. */
    static Optional<ObjectNode> object(byte[] bytes) {
        try {
            JsonNode node = Json.mapper().readTree(bytes);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
