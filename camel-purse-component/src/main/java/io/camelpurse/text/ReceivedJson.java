package io.camelpurse.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON that was received.
 *
 * @param tree     the values
 * @param original the text that they were parsed from, or {@code null} if it is not known or has other values
 */
public record ReceivedJson(JsonNode tree, String original) {

    /** The original text, or else one that is written from the values. */
    public String text() {
        return original == null ? tree.toString() : original;
    }

    /** Without the values: they may be personal data. */
    @Override
    public String toString() {
        return "ReceivedJson";
    }
}
