package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * A header of the notifications ({@code webhook.headers}). The text form hides the values.
 *
 * @param name name of the header
 * @param values values, texts or numbers as they came
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record WebhookHeader(
        String name, List<Object> values, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public WebhookHeader {
        values = UnmodifiableCopy.list(values);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * The values as they are in a header.
     *
     * @return {@link #values()} as texts, empty where they are absent
     */
    public List<String> valueTexts() {
        return UnmodifiableCopy.texts(values);
    }

    @Override
    public String toString() {
        return "WebhookHeader[name=" + name + "]";
    }
}
