package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.model.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Webhook tokens and other secrets that Purse repeats, masked in whatever field it repeats them: a resource goes into
 * exchanges, logs and databases.
 */
public final class TokenMask {

    /** A shorter one may be a part of any text, such as a currency or a status. */
    static final int SHORTEST = 8;

    private final List<String> tokens;

    /**
     * Hides these.
     *
     * @param tokens those of less than eight characters stay visible; may grow later
     */
    public TokenMask(List<String> tokens) {
        this.tokens = tokens;
    }

    /**
     * A tree without the tokens.
     *
     * @param value not changed
     * @return the tree itself if no text and no field name in it holds a token and no number is one, else a copy
     */
    public JsonNode mask(JsonNode value) {
        if (tokens.isEmpty()) {
            return value;
        }
        if (value.isTextual()) {
            String shown = mask(value.textValue());
            return shown.equals(value.textValue()) ? value : TextNode.valueOf(shown);
        }
        if (value.isNumber()) {
            return tokens.stream()
                            .filter(token -> token.length() >= SHORTEST)
                            .anyMatch(token -> new RepeatedSecret(token).is(value.decimalValue()))
                    ? TextNode.valueOf(SafeText.MASK)
                    : value;
        }
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> copy.set(mask(field.getKey()), mask(field.getValue())));
            return copy.equals(value) ? value : copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> copy.add(mask(element)));
            return copy.equals(value) ? value : copy;
        }
        return value;
    }

    /** The response as Purse sent it, unless it repeats a token. */
    PurseResponse mask(PurseResponse response) {
        JsonNode shown = mask(response.json());
        return shown == response.json()
                ? response
                : new PurseResponse(
                        response.status(),
                        shown.toString().getBytes(StandardCharsets.UTF_8),
                        shown,
                        response.attempts(),
                        response.date());
    }

    /**
     * A text without the tokens.
     *
     * @param text the text
     * @return the text as it may be shown
     */
    public String mask(String text) {
        String shown = text;
        for (String token : tokens) {
            shown = token.length() < SHORTEST ? shown : new RepeatedSecret(token).mask(shown);
        }
        return shown;
    }
}
