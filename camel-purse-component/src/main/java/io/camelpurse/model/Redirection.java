package io.camelpurse.model;

import java.util.Map;

/**
 * Where the shopper has to go to finish a payment ({@code redirection}). Who holds the address or the form can go
 * on with the payment: the text form hides them.
 *
 * @param href address
 * @param method HTTP method
 * @param mediaType media type of the body
 * @param body what is posted, text or object as it came
 * @param form the form as HTML
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Redirection(
        String href,
        String method,
        String mediaType,
        Object body,
        Object form,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Redirection {
        body = Frozen.value(body);
        form = Frozen.value(form);
        otherFields = Frozen.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Redirection[method=" + method + ", mediaType=" + mediaType + "]";
    }
}
