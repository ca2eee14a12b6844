package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * Where Purse sends notifications of one resource ({@code webhook}). The address and the headers may hold secrets:
 * the text form hides the address and the headers' values.
 *
 * @param url URL to which notifications are sent
 * @param eventTypes the event types, an array or a text as it came
 * @param headers headers of each notification
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Webhook(
        String url,
        Object eventTypes,
        List<WebhookHeader> headers,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Webhook {
        eventTypes = UnmodifiableCopy.value(eventTypes);
        headers = UnmodifiableCopy.list(headers);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * The event types, as a list.
     *
     * @return {@link WebhookEventType} or newer values; empty where there is no filter, one element where a text came
     */
    public List<String> eventTypeList() {
        return UnmodifiableCopy.texts(eventTypes);
    }

    @Override
    public String toString() {
        return "Webhook[eventTypes=" + eventTypes + ", headers=" + headers + "]";
    }
}
