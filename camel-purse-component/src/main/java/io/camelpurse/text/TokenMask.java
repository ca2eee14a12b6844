package io.camelpurse.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Webhook tokens and other secrets that Purse repeats, masked in whatever field it repeats them: a resource goes into
 * exchanges, logs and databases.
 */
public final class TokenMask {

    /** A shorter one may be a part of any text, such as a currency or a status. */
    public static final int SHORTEST = 8;

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
        return mask(new ReceivedJson(value, null)).tree();
    }

    /**
     * JSON without the tokens. Its text is searched first: most texts show at once that none of their values has to be
     * searched.
     *
     * @param received not changed
     * @return the same, or JSON with other values, whose original text is not known
     */
    public ReceivedJson mask(ReceivedJson received) {
        List<RepeatedSecret> secrets = secrets();
        return mayBeShownBy(received.original(), secrets) && isHeldBy(received.tree(), secrets)
                ? new ReceivedJson(copy(received.tree(), secrets), null)
                : received;
    }

    private static boolean mayBeShownBy(String text, List<RepeatedSecret> secrets) {
        if (secrets.isEmpty()) {
            return false;
        }
        if (text == null || RepeatedSecret.mayBeHiddenIn(text)) {
            return true;
        }
        for (RepeatedSecret secret : secrets) {
            if (secret.mayBeShownBy(text)) {
                return true;
            }
        }
        return false;
    }

    private List<RepeatedSecret> secrets() {
        List<RepeatedSecret> secrets = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            if (token.length() >= SHORTEST) {
                secrets.add(new RepeatedSecret(token));
            }
        }
        return secrets;
    }

    private static boolean isHeldBy(JsonNode value, List<RepeatedSecret> secrets) {
        if (value.isTextual()) {
            return isHeldBy(value.textValue(), secrets);
        }
        if (value.isNumber()) {
            return isOneOf(value, secrets);
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (isHeldBy(field.getKey(), secrets) || isHeldBy(field.getValue(), secrets)) {
                    return true;
                }
            }
            return false;
        }
        for (JsonNode element : value) {
            if (isHeldBy(element, secrets)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHeldBy(String text, List<RepeatedSecret> secrets) {
        for (RepeatedSecret secret : secrets) {
            if (secret.isIn(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(JsonNode number, List<RepeatedSecret> secrets) {
        for (RepeatedSecret secret : secrets) {
            if (secret.isNumber() && secret.is(number.decimalValue())) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode copy(JsonNode value, List<RepeatedSecret> secrets) {
        if (value.isTextual()) {
            return TextNode.valueOf(mask(value.textValue(), secrets));
        }
        if (value.isNumber()) {
            return isOneOf(value, secrets) ? TextNode.valueOf(SafeText.MASK) : value;
        }
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(field -> copy.set(mask(field.getKey(), secrets), copy(field.getValue(), secrets)));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> copy.add(copy(element, secrets)));
            return copy;
        }
        return value;
    }

    /**
     * A text without the tokens.
     *
     * @param text the text
     * @return the text as it may be shown
     */
    public String mask(String text) {
        return mask(text, secrets());
    }

    private static String mask(String text, List<RepeatedSecret> secrets) {
        String shown = text;
        for (RepeatedSecret secret : secrets) {
            shown = secret.mask(shown);
        }
        return shown;
    }
}
