package io.camelpurse.model;

import java.util.Map;

/**
 * Data for the checkout in the browser ({@code widget}). The text form hides the data.
 *
 * @param data opaque data for the script
 * @param jsUrl address of the script
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Widget(String data, String jsUrl, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Widget {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Widget[jsUrl=" + jsUrl + "]";
    }
}
